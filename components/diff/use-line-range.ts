import { type RefObject, useEffect, useSyncExternalStore } from "react";
import { type LineRange, readLineRange, writeLineRange } from "./line-range.ts";

const CHANGED = "chartroom:lines";

/** The lines that the address names, kept in step with it; the first of them is brought into sight when the page opens. */
export function useLineRange(table: RefObject<HTMLElement | null>): {
  range: LineRange | null;
  choose: (range: LineRange) => void;
} {
  const hash = useSyncExternalStore(
    subscribe,
    () => location.hash,
    () => "",
  );
  const range = readLineRange(hash);
  const first = range?.first ?? null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the lines the page was opened with
  useEffect(() => {
    if (first === null) return;
    table.current?.querySelector(`[data-line="${first}"]`)?.scrollIntoView({ block: "center" });
  }, [first !== null]);

  return {
    range,
    choose: (next) => {
      history.replaceState(history.state, "", writeLineRange(next));
      window.dispatchEvent(new Event(CHANGED));
    },
  };
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  window.addEventListener(CHANGED, changed);
  return () => {
    window.removeEventListener("hashchange", changed);
    window.removeEventListener(CHANGED, changed);
  };
}
