"use client";
import { Archive, ArchiveRestore, Ellipsis, Plus, Settings2, Trash2 } from "lucide-react";
import { useState } from "react";
import { kindLooks } from "#components/catalog/kind-tile.tsx";
import { kindWords } from "#components/catalog/kind-words.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { newArtifactAddress, projectAddress } from "#lib/ids/addresses.ts";
import { ARTIFACT_KINDS } from "#lib/ids/ids.ts";
import type { ProjectView } from "#lib/organization/project-schema.ts";
import { ArchiveProjectDialog, DeleteProjectDialog } from "./project-deed-dialogs.tsx";

type ProjectActionsProps = {
  project: ProjectView;
  /** The page has no other main deed. */
  isMain: boolean;
};

/** What can be done with a project: what is not allowed stays, and says who may. */
export function ProjectActions({ project, isMain }: ProjectActionsProps) {
  const router = usePageRouter();
  const [deed, setDeed] = useState<"archive" | "delete" | null>(null);
  const { name, archived, permissions, counts } = project;
  const close = () => setDeed(null);
  const notManaging = permissions.manage ? false : "maintainers, admins and owners";
  const whyNot = archived
    ? "The project is archived"
    : "For developers of the project and members of the organization";
  return (
    <>
      {permissions.create ? (
        <Menu
          trigger={
            <Button {...(isMain ? { tone: "primary" } : {})} icon={Plus}>
              New
            </Button>
          }
        >
          <MenuGroup>
            {ARTIFACT_KINDS.map((kind) => (
              <MenuItem
                key={kind}
                icon={kindLooks[kind].icon}
                onPress={() => router.push(newArtifactAddress(kind, name))}
              >
                {`New ${kindWords[kind].one}`}
              </MenuItem>
            ))}
          </MenuGroup>
        </Menu>
      ) : (
        <Button icon={Plus} notAllowed={whyNot}>
          New
        </Button>
      )}
      <Menu trigger={<IconButton label="More actions" icon={Ellipsis} />}>
        <MenuGroup>
          <MenuItem icon={Settings2} onPress={() => router.push(projectAddress(name, "settings"))}>
            Settings
          </MenuItem>
        </MenuGroup>
        <MenuGroup>
          <MenuItem
            icon={archived ? ArchiveRestore : Archive}
            onPress={() => setDeed("archive")}
            notAllowed={notManaging}
          >
            {archived ? "Unarchive" : "Archive"}
          </MenuItem>
          <MenuItem
            icon={Trash2}
            tone="danger"
            onPress={() => setDeed("delete")}
            notAllowed={notManaging || (counts.version > 0 ? "it has versions" : false)}
          >
            Delete
          </MenuItem>
        </MenuGroup>
      </Menu>
      {deed === "archive" ? <ArchiveProjectDialog project={project} onClose={close} /> : null}
      {deed === "delete" ? <DeleteProjectDialog project={project} onClose={close} /> : null}
    </>
  );
}
