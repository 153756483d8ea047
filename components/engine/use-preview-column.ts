"use client";
import { useCallback, useEffect, useState } from "react";
import { WIDE } from "./use-is-wide.ts";

const NAME = "chartroom-preview-column";
/** LOOK section 7: what a wide screen begins with. */
const FIRST_WIDTH = 566;
export const MIN_COLUMN_WIDTH = 340;
/** Left of the column, tree and text keep at least this much. */
const LEFT_FOR_OTHERS = 560;

/** Where the preview stands: open or folded, and how wide. One setting for all artifacts, kept in this browser. */
export function usePreviewColumn() {
  // Null until somebody decides: then wide screens show it, and narrow ones keep it folded.
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const [width, setWidth] = useState(FIRST_WIDTH);

  useEffect(() => {
    const kept = readKept();
    if (kept.isOpen !== null && matchMedia(WIDE).matches) setOpen(kept.isOpen);
    if (kept.width !== null) setWidth(within(kept.width));
  }, []);

  const toggle = useCallback((open: boolean) => {
    setOpen(open);
    writeKept({ isOpen: open });
  }, []);
  const resize = useCallback((next: number) => {
    setWidth(within(next));
    writeKept({ width: within(next) });
  }, []);
  /** For now only: the next visit finds it as it was. */
  const fold = useCallback(() => setOpen(false), []);
  const close = useCallback(() => toggle(false), [toggle]);
  return { isOpen, width, toggle, close, fold, resize };
}

export const maxColumnWidth = () => Math.max(MIN_COLUMN_WIDTH, window.innerWidth - LEFT_FOR_OTHERS);

const within = (width: number) => Math.round(Math.min(maxColumnWidth(), Math.max(MIN_COLUMN_WIDTH, width)));

type Kept = { isOpen: boolean | null; width: number | null };

function readKept(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? "null");
    if (typeof kept !== "object" || kept === null) return { isOpen: null, width: null };
    return {
      isOpen: "isOpen" in kept && typeof kept.isOpen === "boolean" ? kept.isOpen : null,
      width: "width" in kept && typeof kept.width === "number" ? kept.width : null,
    };
  } catch {
    return { isOpen: null, width: null };
  }
}

function writeKept(change: Partial<Kept>): void {
  localStorage.setItem(NAME, JSON.stringify({ ...readKept(), ...change }));
}
