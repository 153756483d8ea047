"use client";
import { useCallback, useMemo, useRef } from "react";
import type { DraftFiles } from "#components/editor/draft-files.ts";
import type { EditorArtifact } from "#components/editor/editor-artifact.ts";
import type { EditorDoors } from "#components/editor/editor-doors.ts";
import type { EditorStore } from "#components/editor/editor-store.ts";
import { useIsWide, WIDE } from "./use-is-wide.ts";
import { usePreviewColumn } from "./use-preview-column.ts";
import { usePreviewKeys } from "./use-preview-keys.ts";
import { usePreviewSession } from "./use-preview-session.ts";

/** What the screen asks of the column once it is drawn. */
export type PreviewHandle = {
  showInOutput: () => void;
  /** @param line of the whole output */
  showLine: (line: number) => void;
  nextView: () => void;
  hasFocus: () => boolean;
  focus: () => void;
  /** From the output's line to the template. */
  goToSource: () => void;
};

type Given = {
  /** Nothing is loaded for the preview before. */
  mayBegin: boolean;
  store: EditorStore;
  files: DraftFiles;
  artifact: EditorArtifact;
  doors: EditorDoors;
  /** Puts the focus into the text. */
  focusText: () => void;
};

/**
 * The preview as the editor's screen holds it: what runs, where it stands, its keys. What changes with every render is read
 * by the column alone, so that the screen is not drawn anew for it.
 */
export function useEditorPreview({ mayBegin, store, files, artifact, doors, focusText }: Given) {
  const running = usePreviewSession({
    mayBegin,
    editor: store,
    kind: artifact.kind,
    doors,
    keptAs: artifact.keptAs,
  });
  const column = usePreviewColumn();
  const isWide = useIsWide();
  const isShown = column.isOpen ?? isWide;
  const handle = useRef<PreviewHandle | null>(null);
  const { fold } = column;
  const held = useMemo(
    () => ({
      /** Where the preview lies over the text, going to the text means to fold it. */
      openPath: (path: string, line?: number, col?: number) => {
        if (!matchMedia(WIDE).matches) fold();
        files.open(path, line, col);
      },
      makeSample: (path: string, text: string) => void files.make(path, { kind: "text", text }, null),
      register: (next: PreviewHandle | null) => {
        handle.current = next;
      },
    }),
    [files, fold],
  );
  const shown = useCallback(() => {
    if (!isShown) column.toggle(true);
    return handle.current;
  }, [isShown, column.toggle]);
  usePreviewKeys({
    toggle: () => column.toggle(!isShown),
    focus: () => (handle.current?.hasFocus() ? focusText() : shown()?.focus()),
    jump: () => (handle.current?.hasFocus() ? handle.current.goToSource() : shown()?.showInOutput()),
    nextView: () => shown()?.nextView(),
  });
  return {
    running,
    session: running?.session ?? null,
    column,
    isShown,
    showInOutput: () => shown()?.showInOutput(),
    /** Shows a line of the whole output, for who found something there. */
    openOutput: (line: number) => shown()?.showLine(line),
    ...held,
  };
}
