"use client";
import { useSyncExternalStore } from "react";

/** LOOK section 7: below 1101 px there is no room for three columns. */
export const WIDE = "(min-width: 68.8125rem)";

/** Whether there is room for three columns. The server takes it that there is. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(WIDE).matches,
    () => true,
  );
}

function subscribe(changed: () => void): () => void {
  const room = matchMedia(WIDE);
  room.addEventListener("change", changed);
  return () => room.removeEventListener("change", changed);
}
