"use client";
import { useCallback } from "react";
import type { DraftFiles } from "#components/editor/draft-files.ts";
import type { EditorArtifact } from "#components/editor/editor-artifact.ts";
import type { EditorDoors } from "#components/editor/editor-doors.ts";
import type { EditorStore } from "#components/editor/editor-store.ts";
import { outputViews } from "./output-parts.ts";
import { useIsWide, WIDE } from "./use-is-wide.ts";
import { type TextPlace, useLinks } from "./use-links.ts";
import { usePreview } from "./use-preview.ts";
import { usePreviewColumn } from "./use-preview-column.ts";
import { usePreviewKeys } from "./use-preview-keys.ts";

type Given = {
  store: EditorStore;
  files: DraftFiles;
  artifact: EditorArtifact;
  doors: EditorDoors;
  /** Where the text's cursor is. */
  place: TextPlace | null;
  /** Puts the focus into the text. */
  focusText: () => void;
};

/** The preview as the editor's screen holds it: what runs, where it stands, its links to the text, its keys. */
export function useEditorPreview({ store, files, artifact, doors, place, focusText }: Given) {
  const preview = usePreview({ editor: store, kind: artifact.kind, doors, keptAs: artifact.keptAs });
  const column = usePreviewColumn();
  // Where the preview lies over the text, going to the text means to fold it.
  const openPath = useCallback(
    (path: string, line?: number, col?: number) => {
      if (!matchMedia(WIDE).matches) column.fold();
      files.open(path, line, col);
    },
    [files, column.fold],
  );
  const links = useLinks(preview, place, openPath);
  const isWide = useIsWide();
  const isShown = column.isOpen ?? isWide;
  const show = () => {
    if (!isShown) column.toggle(true);
  };
  const showInOutput = () => {
    show();
    void links.showInOutput();
  };
  usePreviewKeys({
    toggle: () => column.toggle(!isShown),
    focus: () => {
      if (links.handle.current?.hasFocus()) focusText();
      else {
        show();
        links.handle.current?.focus();
      }
    },
    jump: () => {
      const output = links.handle.current;
      if (output?.hasFocus()) void links.goToSource(output.wholeLine());
      else showInOutput();
    },
    nextView: () => {
      if (!preview) return;
      show();
      const at = outputViews.indexOf(preview.view);
      preview.choose(outputViews[(at + 1) % outputViews.length] ?? "whole", null);
    },
  });
  /** Shows a line of the whole output, for who found something there. */
  const openOutput = (line: number) => {
    show();
    links.showLine(line);
  };
  const makeSample = (path: string, text: string) => void files.make(path, { kind: "text", text }, null);
  return { preview, column, links, isShown, openPath, openOutput, showInOutput, makeSample };
}
