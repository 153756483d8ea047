"use client";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { ArtifactView, VersionView } from "#lib/catalog/schema.ts";
import type { MarkDeed } from "./mark-deeds.ts";
import { MarkDialog } from "./mark-dialog.tsx";
import { MarkItems } from "./mark-items.tsx";

/** What can be done with one version of the history. */
export function RowActions({ artifact, version }: { artifact: ArtifactView; version: VersionView }) {
  const [deed, setDeed] = useState<MarkDeed | null>(null);
  return (
    <>
      <Menu trigger={<IconButton label={`Actions for ${version.version}`} icon={Ellipsis} size="small" />}>
        <MarkItems artifact={artifact} version={version} onChoose={setDeed} />
      </Menu>
      {deed ? (
        <MarkDialog artifact={artifact} version={version} deed={deed} onClose={() => setDeed(null)} />
      ) : null}
    </>
  );
}
