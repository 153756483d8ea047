import { useEffect, useRef } from "react";
import { useKeys } from "#components/layout/use-keys.ts";

export type EditorKeys = {
  save: () => void;
  review: () => void;
  nextProblem: (step: 1 | -1) => void;
  /** Into the list of problems, or back to the text: the Tab key does not lead out of a text. */
  listProblems: () => void;
};

/** The keys of the whole screen. They are taken before Monaco sees them, which has other plans for some. */
export function useEditorKeys(keys: EditorKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  // Named for the `?` dialog and the palette; a press is heard below, before it comes to these.
  useKeys([
    { keys: "mod+s", label: "Save the draft", run: keys.save },
    { keys: "mod+enter", label: "Review and publish", run: keys.review },
    { keys: "F8", label: "Next problem", run: () => keys.nextProblem(1) },
    { keys: "shift+F8", label: "Previous problem", run: () => keys.nextProblem(-1) },
    { keys: "mod+F8", label: "Go into the list of problems, or back to the text", run: keys.listProblems },
  ]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const deed = deedOf(event, latest.current);
      if (!deed) return;
      // In a dialog, too: the browser's own "save page" is never what is meant.
      event.preventDefault();
      if (isCovered()) return;
      event.stopPropagation();
      deed();
    };
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, []);
}

/** A dialog has the page; its own keys count. A toast is no such thing, though its role says dialog. */
export const isCovered = () => document.querySelector('[role="dialog"][data-open]:not([data-type])') !== null;

function deedOf(event: KeyboardEvent, keys: EditorKeys): (() => void) | null {
  if (event.key === "F8" && (event.ctrlKey || event.metaKey)) return keys.listProblems;
  if (event.key === "F8") return () => keys.nextProblem(event.shiftKey ? -1 : 1);
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return null;
  if (event.key === "s" || event.key === "S") return keys.save;
  return event.key === "Enter" ? keys.review : null;
}
