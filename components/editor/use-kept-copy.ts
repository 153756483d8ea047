import { useEffect, useState } from "react";
import type { EditorState } from "./editor-state.ts";
import type { EditorStore } from "./editor-store.ts";
import { copyOf, type KeptCopy, readKeptCopy, writeKeptCopy } from "./kept-copy.ts";
import { unsavedChanges } from "./workspace.ts";

export type KeepState = "kept" | "keeping" | "nothing" | "failed";

const AFTER_CHANGE_MS = 250;

type Options = {
  store: EditorStore;
  /** Names the artifact in this browser's storage. */
  keptAs: string;
  /** Called once with what was kept before, if it has unsaved changes. */
  onReturn: (copy: KeptCopy) => void;
  flush: () => void;
};

async function writeUnsaved(keptAs: string, now: EditorState): Promise<KeepState> {
  const hasChanges = unsavedChanges(now.workspace).size > 0;
  try {
    await writeKeptCopy(keptAs, hasChanges ? copyOf(now, Date.now()) : null);
    return hasChanges ? "kept" : "nothing";
  } catch {
    return hasChanges ? "failed" : "nothing";
  }
}

/** Keeps unsaved work in this browser's IndexedDB: a moment after each change, and when the page goes away. */
export function useKeptCopy({ store, keptAs, onReturn, flush }: Options): KeepState {
  const [state, setState] = useState<KeepState>("nothing");

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isReady = false;
    let last = store.get().workspace;
    const keep = async () => {
      clearTimeout(timer);
      const now = store.get();
      const outcome = await writeUnsaved(keptAs, now);
      // What was typed meanwhile is not kept yet; it has a turn of its own.
      if (store.get().workspace === now.workspace) setState(outcome);
    };
    const stop = store.subscribe(() => {
      const { workspace } = store.get();
      if (workspace === last || !isReady) return;
      last = workspace;
      setState("keeping");
      clearTimeout(timer);
      timer = setTimeout(() => void keep(), AFTER_CHANGE_MS);
    });
    const leave = () => {
      flush();
      if (isReady && store.get().workspace !== last) void keep();
      else if (isReady && unsavedChanges(store.get().workspace).size > 0) void keep();
    };
    readKeptCopy(keptAs)
      .then((copy) => {
        isReady = true;
        if (copy) onReturn(copy);
      })
      .catch(() => setState("failed"));
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", leave);
    return () => {
      leave();
      stop();
      clearTimeout(timer);
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", leave);
    };
  }, [store, keptAs, onReturn, flush]);

  return state;
}
