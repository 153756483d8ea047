import type { ReactNode } from "react";
import { languageNames, languageOf } from "#lib/engine/findings/code-language.ts";
import type { ArtifactKindName } from "./editor-artifact.ts";
import { type EditorState, textOf } from "./editor-state.ts";
import { StatusLine } from "./status-line.tsx";
import type { Place } from "./use-code-editor.ts";
import type { KeepState } from "./use-kept-copy.ts";

type EditorFootProps = {
  kind: ArtifactKindName;
  state: EditorState;
  place: Place | null;
  unsavedCount: number;
  keep: KeepState;
  findings: ReactNode;
};

/** The status line, of the file that is shown. */
export function EditorFoot({ kind, state, place, unsavedCount, keep, findings }: EditorFootProps) {
  const { workspace, tabs } = state;
  const active = tabs.active === null ? undefined : workspace.files.get(tabs.active);
  const text = active ? textOf(state, active) : null;
  return (
    <StatusLine
      place={text === null ? null : place}
      language={active ? languageNames[languageOf(active.path, kind)] : null}
      lineEnds={text === null ? null : text.includes("\r\n") ? "CRLF" : "LF"}
      fileCount={workspace.files.size}
      sizeBytes={text?.length ?? null}
      keep={keep}
      saved={sayUnsaved(unsavedCount)}
      findings={findings}
    />
  );
}

function sayUnsaved(count: number): string {
  if (count === 0) return "Everything is saved";
  return count === 1 ? "1 change is not saved" : `${count} changes are not saved`;
}
