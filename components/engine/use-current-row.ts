import { type RefObject, useEffect, useRef } from "react";

/** Keeps the row that the keyboard went to in sight of the pane that it scrolls in. */
export function useCurrentRow(key: string | null): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (key === null) return;
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  }, [key]);
  return list;
}
