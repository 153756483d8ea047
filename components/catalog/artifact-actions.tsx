"use client";
import { Archive, ArchiveRestore, Copy, Ellipsis, GitFork, Settings2, Trash2 } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { notify } from "#components/ui/toast.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import type { ArtifactView, VersionView } from "#lib/catalog/schema.ts";
import { useArchiveArtifact, useDeleteArtifact } from "#lib/catalog/write-client.ts";
import { catalogAddress } from "#lib/ids/addresses.ts";
import { displayName } from "#lib/ids/ids.ts";
import { ArtifactSettingsDialog } from "./artifact-settings-dialog.tsx";
import { DuplicateDialog } from "./duplicate-dialog.tsx";
import { kindWords } from "./kind-words.ts";
import type { MarkDeed } from "./mark-deeds.ts";
import { MarkDialog } from "./mark-dialog.tsx";
import { MarkItems } from "./mark-items.tsx";

type Deed = "settings" | "duplicate" | "fork" | "archive" | "delete" | MarkDeed;
/** `version`: the one that the page shows. */
type ArtifactActionsProps = { artifact: ArtifactView; version: VersionView | null };

/** Who may, where one may not: inside a project its own roles count too (ROLE-11). */
const whoManages = ({ project }: ArtifactView) =>
  project ? "maintainers, admins and owners" : "admins and owners";
const whoEdits = ({ project }: ArtifactView) =>
  project ? "developers, members and higher" : "members and higher";

/** Everything else that can be done with an artifact (CAT-12): what is not allowed stays, and says who may. */
export function ArtifactActions({ artifact, version }: ArtifactActionsProps) {
  const [deed, setDeed] = useState<Deed | null>(null);
  const { permissions, archived, versionCount } = artifact;
  const close = () => setDeed(null);
  const mayCopy = permissions.changeSettings ? false : whoEdits(artifact);
  return (
    <>
      <Menu trigger={<IconButton label="More actions" icon={Ellipsis} />}>
        <MenuGroup>
          <MenuItem icon={Settings2} onPress={() => setDeed("settings")} notAllowed={mayCopy}>
            Description, labels, visibility
          </MenuItem>
          <MenuItem icon={Copy} onPress={() => setDeed("duplicate")} notAllowed={mayCopy}>
            Duplicate
          </MenuItem>
          <MenuItem
            icon={GitFork}
            onPress={() => setDeed("fork")}
            notAllowed={mayCopy || (versionCount === 0 ? "after the first version" : false)}
          >
            Fork
          </MenuItem>
        </MenuGroup>
        <MenuGroup>
          <MenuItem
            icon={archived ? ArchiveRestore : Archive}
            onPress={() => setDeed("archive")}
            notAllowed={permissions.archive ? false : whoManages(artifact)}
          >
            {archived ? "Unarchive" : "Archive"}
          </MenuItem>
          <MenuItem
            icon={Trash2}
            tone="danger"
            onPress={() => setDeed("delete")}
            notAllowed={
              permissions.delete ? (versionCount > 0 ? "it has versions" : false) : whoManages(artifact)
            }
          >
            Delete
          </MenuItem>
        </MenuGroup>
        {version ? <MarkItems artifact={artifact} version={version} onChoose={setDeed} /> : null}
      </Menu>
      <DeedDialog artifact={artifact} version={version} deed={deed} onClose={close} />
      <ArchiveDialog artifact={artifact} open={deed === "archive"} onClose={close} />
      <DeleteDialog artifact={artifact} open={deed === "delete"} onClose={close} />
    </>
  );
}

type DeedDialogProps = ArtifactActionsProps & { deed: Deed | null; onClose: () => void };

/** The dialogs that are forms: each is made anew when it opens. */
function DeedDialog({ artifact, version, deed, onClose }: DeedDialogProps) {
  switch (deed) {
    case "settings":
      return <ArtifactSettingsDialog artifact={artifact} onClose={onClose} />;
    case "duplicate":
    case "fork":
      return (
        <DuplicateDialog artifact={artifact} version={version?.version ?? null} as={deed} onClose={onClose} />
      );
    case "deprecate":
    case "yank":
    case "lift":
      return version && <MarkDialog artifact={artifact} version={version} deed={deed} onClose={onClose} />;
    default:
      return null;
  }
}

type DialogProps = { artifact: ArtifactView; open: boolean; onClose: () => void };

function ArchiveDialog({ artifact, open, onClose }: DialogProps) {
  const router = usePageRouter();
  const archive = useArchiveArtifact(artifact);
  const deed = artifact.archived ? "unarchive" : "archive";
  const label = artifact.archived ? `Unarchive ${displayName(artifact)}` : `Archive ${displayName(artifact)}`;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={label}
      confirmLabel={label}
      tone={artifact.archived ? "primary" : "danger"}
      working={archive.isPending ? "Working" : false}
      onConfirm={() =>
        archive.mutate(deed, {
          onSuccess: () => {
            onClose();
            router.refresh();
            notify({ title: artifact.archived ? "Unarchived" : "Archived", tone: "positive" });
          },
          onError: (error) => notify({ title: `Could not ${deed}`, detail: error.message, tone: "danger" }),
        })
      }
    >
      {artifact.archived
        ? "It is back in lists and search, and can be edited and published again."
        : "It leaves lists and search, and cannot be edited or published. Every version stays downloadable, and this can be undone."}
    </ConfirmDialog>
  );
}

function DeleteDialog({ artifact, open, onClose }: DialogProps) {
  const router = usePageRouter();
  const remove = useDeleteArtifact(artifact);
  const label = `Delete ${displayName(artifact)}`;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={label}
      confirmLabel={label}
      working={remove.isPending ? "Deleting" : false}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            notify({ title: `Deleted ${displayName(artifact)}`, tone: "positive" });
            router.push(catalogAddress(artifact.kind));
            router.refresh(); // The shell's counts stand above every page.
          },
          onError: (error) => notify({ title: "Could not delete", detail: error.message, tone: "danger" }),
        })
      }
    >
      {`This ${kindWords[artifact.kind].one} has no version, so nothing that anyone uses is lost. Its draft and commits are gone for good.`}
    </ConfirmDialog>
  );
}
