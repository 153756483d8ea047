"use client";
import { useEffect, useRef } from "react";
import type { KeyBinding } from "./key-bindings.ts";
import { bringKeys } from "./key-center.ts";

/**
 * Keys of this page, while the component is on it: they work outside of fields, editors, menus and dialogs, stand in the
 * `?` dialog, and are offered by the palette. With `mod+` they work everywhere.
 */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => bringKeys(() => latest.current), []);
}
