"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { LineRange } from "./output-messages.ts";
import { outputViews, partAt, partsOf } from "./output-parts.ts";
import type { PreviewHandle } from "./use-editor-preview.ts";
import type { Preview } from "./use-preview.ts";

/** What keys ask of the view of the output. */
export type OutputHandle = {
  focus: () => void;
  hasFocus: () => boolean;
  /** Where its cursor is, in the whole output. */
  wholeLine: () => number;
};
export type TextPlace = { readonly path: string; readonly line: number };
type Reveal = LineRange & { readonly isFocused: boolean };

const NONE: readonly LineRange[] = [];
const AFTER_MOVING_MS = 120;

/**
 * The thread between a line of a template and the lines it makes: marked as one moves, walked by a click, Enter or F4.
 * @param place where the text editor's cursor is
 */
export function useLinks(
  preview: Preview | null,
  place: TextPlace | null,
  openPath: (path: string, line?: number, column?: number) => void,
  registerHandle: (handle: PreviewHandle | null) => void,
) {
  const [linked, setLinked] = useState<readonly LineRange[]>(NONE);
  const [reveal, setReveal] = useState<Reveal | null>(null);
  const handle = useRef<OutputHandle | null>(null);
  const reader = preview?.session.reader ?? null;
  const serial = preview?.outline?.serial ?? 0;
  const path = place?.path ?? null;
  const line = place?.line ?? null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another output has other lines
  useEffect(() => {
    if (!reader || path === null) return;
    let isOver = false;
    const timer = setTimeout(() => {
      void reader.linesOf(path, line).then((ranges) => {
        if (!isOver) setLinked(ranges.length === 0 ? NONE : ranges);
      });
    }, AFTER_MOVING_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [reader, serial, path, line]);

  const goToSource = useCallback(
    async (outputLine: number) => {
      setLinked([{ startLine: outputLine, endLine: outputLine }]);
      const source = await reader?.sourceOf(outputLine);
      if (source) openPath(source.path, source.line ?? 1);
    },
    [reader, openPath],
  );

  /** Shows what the line of the template makes, or the whole file where that line makes nothing. */
  const showInOutput = async () => {
    if (!reader || !preview || path === null) return;
    const ofLine = await reader.linesOf(path, line);
    const [first] = ofLine.length > 0 ? ofLine : await reader.linesOf(path, null);
    if (!first) return;
    goTo(first);
  };

  const goTo = (range: LineRange) => {
    if (!preview) return;
    const part = partAt(partsOf(preview.view, preview.outline?.pieces ?? []), range.startLine);
    if (part) preview.choose(preview.view, part.id);
    setLinked([range]);
    setReveal({ ...range, isFocused: true });
  };

  const register = useCallback((next: OutputHandle) => {
    handle.current = next;
  }, []);

  useEffect(() => {
    registerHandle({
      showInOutput: () => void showInOutput(),
      showLine: (at) => goTo({ startLine: at, endLine: at }),
      nextView: () => {
        if (!preview) return;
        const at = outputViews.indexOf(preview.view);
        preview.choose(outputViews[(at + 1) % outputViews.length] ?? "whole", null);
      },
      hasFocus: () => handle.current?.hasFocus() ?? false,
      focus: () => handle.current?.focus(),
      goToSource: () => {
        if (handle.current) void goToSource(handle.current.wholeLine());
      },
    });
    return () => registerHandle(null);
  });

  return { linked, reveal, register, goToSource };
}

export type Links = ReturnType<typeof useLinks>;
