import { useSyncExternalStore } from "react";
import type { EditorState } from "./editor-state.ts";

/**
 * Holds the state of one editor screen outside of React, so that what was typed a moment ago is there at once for a save,
 * and a key press renders only what shows it.
 */
export class EditorStore {
  private state: EditorState;
  private readonly listeners = new Set<() => void>();

  constructor(state: EditorState) {
    this.state = state;
  }

  readonly get = (): EditorState => this.state;

  readonly update = (change: (state: EditorState) => EditorState): void => {
    const next = change(this.state);
    if (next === this.state) return;
    this.state = next;
    for (const listener of this.listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

/** Reads a part of the state that is itself part of it, so that equal states give the same value. */
export function useEditorState<Part>(store: EditorStore, part: (state: EditorState) => Part): Part {
  const read = () => part(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}
