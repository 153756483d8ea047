"use client";
import { useState } from "react";
import { useKeys } from "./use-keys.ts";

type RowCursorOptions = {
  count: number;
  /** What one row is, for the keys dialog: "chart". */
  what: string;
  onOpen: (row: number) => void;
};

/** `j` and `k` move through rows, Enter opens. Give each row `id={rowId(n)}` so that it is scrolled into view. */
export function useRowCursor({ count, what, onOpen }: RowCursorOptions) {
  const [cursor, setCursor] = useState<number | null>(null);
  const at = cursor === null ? null : Math.min(cursor, count - 1);
  function move(by: number) {
    if (count === 0) return;
    const next = at === null ? 0 : Math.max(0, Math.min(count - 1, at + by));
    setCursor(next);
    document.getElementById(rowId(next))?.scrollIntoView({ block: "nearest" });
  }
  useKeys([
    { keys: "j", label: `Next ${what}`, run: () => move(1), keyOnly: true },
    { keys: "k", label: `Previous ${what}`, run: () => move(-1), keyOnly: true },
    {
      keys: "Enter",
      label: `Open ${what}`,
      keyOnly: true,
      run: () => {
        if (at !== null && at >= 0) onOpen(at);
      },
    },
  ]);
  const rowId = (row: number) => `row-${row}`;
  return { cursor: at, rowId };
}
