import { useEffect, useRef } from "react";

export type EditorKeys = { save: () => void; review: () => void; nextProblem: (step: 1 | -1) => void };

/** The keys of the whole screen. They are taken before Monaco sees them, which has other plans for some. */
export function useEditorKeys(keys: EditorKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
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

/** A dialog has the page; its own keys count. A toast is no such thing, though its role says dialog. */
const isCovered = () => document.querySelector('[role="dialog"][data-open]:not([data-type])') !== null;

function deedOf(event: KeyboardEvent, keys: EditorKeys): (() => void) | null {
  if (event.key === "F8") return () => keys.nextProblem(event.shiftKey ? -1 : 1);
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return null;
  if (event.key === "s" || event.key === "S") return keys.save;
  return event.key === "Enter" ? keys.review : null;
}
