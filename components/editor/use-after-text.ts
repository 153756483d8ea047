import { useCallback, useEffect, useState } from "react";
import { type EditorState, textOf } from "./editor-state.ts";
import { whenIdle } from "./when-idle.ts";

/**
 * Says when work beside the text may begin: preview, checks and completion. That is once the text takes keys and the page
 * is idle, so that nothing they load stands before the first key; at once idle where no text is coming.
 */
export function useAfterText(state: EditorState): { isAfterText: boolean; tellTextUp: () => void } {
  const [isTextUp, setIsTextUp] = useState(false);
  const [isAfterText, setIsAfterText] = useState(false);
  const mayBegin = isTextUp || !isTextComing(state);
  useEffect(() => {
    if (!mayBegin || isAfterText) return;
    return whenIdle(() => setIsAfterText(true));
  }, [mayBegin, isAfterText]);
  return { isAfterText, tellTextUp: useCallback(() => setIsTextUp(true), []) };
}

/** Whether the shown file has a text, or may still turn out to have one. */
function isTextComing(state: EditorState): boolean {
  const { active } = state.tabs;
  const file = active === null ? undefined : state.workspace.files.get(active);
  if (!file) return false;
  if (textOf(state, file) !== null) return true;
  return file.content.kind === "saved" && file.origin !== null && !state.unopened.has(file.origin);
}
