"use client";
import { useSyncExternalStore } from "react";

const neverChanges = () => () => undefined;

/** The name of the modifier on this keyboard. */
export function useModKey(): "⌘" | "Ctrl" {
  return useSyncExternalStore(
    neverChanges,
    () => (/mac|iphone|ipad/i.test(navigator.platform) ? "⌘" : "Ctrl"),
    () => "Ctrl",
  );
}
