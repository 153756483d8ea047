"use client";
import { Copy, Ellipsis, Fingerprint, Rocket, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { useCopy } from "#components/ui/use-copy.ts";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { repositoryAddress } from "#lib/ids/addresses.ts";
import type { Brief, Place } from "./brief-of.ts";
import { DeleteDialog } from "./delete-dialog.tsx";
import { PublishChartDialog } from "./publish-chart-dialog.tsx";

type HeldActionsProps = {
  repository: Place;
  entry: Brief;
  /** row: one menu. page: buttons. */
  look: "row" | "page";
};

/** What can be done with a tag or manifest: each deed stays where it is not allowed, and says why. */
export function HeldActions({ repository, entry, look }: HeldActionsProps) {
  const router = usePageRouter();
  const [open, setOpen] = useState<Deed | null>(null);
  const { name } = repository;
  const { tag, digest, chart } = entry;
  const close = () => setOpen(null);
  const deeds: Deeds = {
    entry,
    publish: chart !== null && !repository.catalog,
    noPublish: !repository.permissions.publish && "members publish",
    noDelete: whyNotDelete(repository, entry),
    onOpen: setOpen,
  };
  return (
    <>
      {look === "row" ? <RowMenu {...deeds} /> : <PageButtons {...deeds} />}
      {open === "delete" ? (
        <DeleteDialog
          held={{ repository: name, tag, digest }}
          onClose={close}
          // A built address: the list of literal routes cannot know it.
          onGone={look === "row" ? null : () => router.push(repositoryAddress(name))}
        />
      ) : null}
      {open === "publish" && chart ? (
        <PublishChartDialog repository={name} reference={tag ?? digest} chart={chart} onClose={close} />
      ) : null}
    </>
  );
}

type Deed = "delete" | "publish";
type Deeds = {
  entry: Brief;
  /** Whether it could become a version at all. */
  publish: boolean;
  noPublish: string | false;
  noDelete: string | false;
  onOpen: (deed: Deed) => void;
};

const deleteLabel = ({ tag }: Brief) => (tag === null ? "Delete manifest" : "Delete tag");

function RowMenu({ entry, publish, noPublish, noDelete, onOpen }: Deeds) {
  const { copy } = useCopy();
  const word = entry.tag ?? entry.digest.slice(7, 19);
  return (
    <Menu trigger={<IconButton label={`Actions for ${word}`} icon={Ellipsis} />}>
      <MenuGroup>
        <MenuItem icon={Copy} onPress={() => copy(entry.reference, "Reference copied")}>
          Copy reference
        </MenuItem>
        <MenuItem icon={Fingerprint} onPress={() => copy(entry.digestReference, "Reference copied")}>
          Copy reference by digest
        </MenuItem>
      </MenuGroup>
      <MenuGroup>
        {publish ? (
          <MenuItem icon={Rocket} onPress={() => onOpen("publish")} notAllowed={noPublish}>
            Publish into the catalog
          </MenuItem>
        ) : null}
        <MenuItem icon={Trash2} tone="danger" onPress={() => onOpen("delete")} notAllowed={noDelete}>
          {deleteLabel(entry)}
        </MenuItem>
      </MenuGroup>
    </Menu>
  );
}

function PageButtons({ entry, publish, noPublish, noDelete, onOpen }: Deeds) {
  return (
    <>
      <Button tone="danger" icon={Trash2} onClick={() => onOpen("delete")} notAllowed={noDelete}>
        {deleteLabel(entry)}
      </Button>
      {publish ? (
        <Button tone="primary" icon={Rocket} onClick={() => onOpen("publish")} notAllowed={noPublish}>
          Publish into the catalog
        </Button>
      ) : null}
    </>
  );
}

function whyNotDelete(
  { permissions, catalog }: HeldActionsProps["repository"],
  entry: Brief,
): string | false {
  if (!permissions.delete) return "members delete";
  if (entry.deletable) return false;
  return catalog ? "a version never goes" : "the policy keeps it";
}
