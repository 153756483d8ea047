"use client";
import { useEffect, useRef } from "react";
import { isCovered } from "#components/editor/use-editor-keys.ts";
import { useKeys } from "#components/layout/use-keys.ts";

export type PreviewKeys = { toggle: () => void; focus: () => void; jump: () => void; nextView: () => void };

/** The preview's keys. Monaco would take some of them, so they are heard before it. */
export function usePreviewKeys(keys: PreviewKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useKeys([
    { keys: "F4", label: "From a template to its output, or back", run: keys.jump },
    { keys: "F9", label: "Show or fold the preview", run: keys.toggle },
    { keys: "shift+F9", label: "Go into the preview, or back to the text", run: keys.focus },
    { keys: "F10", label: "Preview as a whole, by file, by object", run: keys.nextView },
  ]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const deed = deedOf(event, latest.current);
      if (!deed || isCovered()) return;
      event.preventDefault();
      event.stopPropagation();
      deed();
    };
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, []);
}

function deedOf(event: KeyboardEvent, keys: PreviewKeys): (() => void) | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === "F9") return event.shiftKey ? keys.focus : keys.toggle;
  if (event.shiftKey) return null;
  if (event.key === "F4") return keys.jump;
  return event.key === "F10" ? keys.nextView : null;
}
