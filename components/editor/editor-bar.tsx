"use client";
import { Files, Lock, PanelRight, Stamp } from "lucide-react";
import { kindLooks } from "#components/catalog/kind-tile.tsx";
import { VersionChip } from "#components/catalog/version-chip.tsx";
import { useModKey } from "#components/layout/use-mod-key.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { PlainLink } from "#components/ui/plain-link.tsx";
import { Tile } from "#components/ui/tile.tsx";
import type { EditorArtifact } from "./editor-artifact.ts";
import { SaveControl } from "./save-control.tsx";

type EditorBarProps = {
  artifact: EditorArtifact;
  /** The version compared with; null before the first one. */
  latest: string | null;
  changedCount: number;
  unsavedCount: number;
  suggestion: string;
  isSaving: boolean;
  readOnly: string | null;
  /** Why the draft cannot be published now; false where it can. */
  cannotPublish: string | false;
  onSave: (message?: string) => void;
  onReview: () => void;
  onToggleTree: () => void;
  /** Whether the preview is on the screen now. */
  isPreviewShown: boolean;
  onTogglePreview: () => void;
};

/** What is edited, how much of it changed, Save, and Review and publish. */
export function EditorBar(props: EditorBarProps) {
  const { artifact, latest, changedCount, unsavedCount, isSaving, readOnly } = props;
  const { icon, tone, label } = kindLooks[artifact.kind];
  return (
    <div className="border-line flex min-h-11 shrink-0 flex-wrap items-center gap-2.5 border-b py-1.5 pr-3 pl-3.5">
      <span className="sm:hidden">
        <IconButton label="Show or hide the files" icon={Files} onClick={props.onToggleTree} />
      </span>
      <Tile icon={icon} tone={tone} size="small" label={label} />
      <h1 className="text-path">
        <PlainLink href={artifact.href} className="hover:underline">
          {artifact.project ? <span className="text-ink-muted">{artifact.project}/</span> : null}
          <span className="font-heavy">{artifact.name}</span>
        </PlainLink>
        <span className="sr-only">, editor</span>
      </h1>
      {readOnly === null ? <Badge tone="mark">Draft</Badge> : <Badge icon={Lock}>Read only</Badge>}
      <span className="text-ink-muted text-small flex items-center gap-1 max-sm:hidden">
        {sayChanges(changedCount, latest)}
        {latest === null ? null : <VersionChip tag={latest} latest />}
      </span>
      <span className="flex-1" />
      {readOnly === null ? (
        <SaveControl
          changeCount={unsavedCount}
          isSaving={isSaving}
          suggestion={props.suggestion}
          onSave={props.onSave}
        />
      ) : null}
      <IconButton
        label={props.isPreviewShown ? "Fold the preview" : "Show the preview"}
        icon={PanelRight}
        keyHint="F9"
        pressed={props.isPreviewShown}
        onClick={props.onTogglePreview}
      />
      <Button
        tone="primary"
        icon={Stamp}
        keyHint={`${useModKey()} ↵`}
        notAllowed={props.cannotPublish}
        onClick={props.onReview}
      >
        Review and publish
      </Button>
    </div>
  );
}

function sayChanges(count: number, latest: string | null): string {
  if (latest === null) return "Not published yet";
  if (count === 0) return "No file changed since";
  return `${count} ${count === 1 ? "file" : "files"} changed since`;
}
