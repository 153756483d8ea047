"use client";
import { useCallback, useEffect, useState } from "react";
import type { EditorStore } from "#components/editor/editor-store.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { readKept, withAddress } from "./kept-options.ts";
import { PreviewSession } from "./preview-session.ts";
import type { ContentDoors } from "./working-tree.ts";

export type RunningPreview = {
  readonly session: PreviewSession;
  /** Starts the engine anew, after it could not be had. */
  readonly restart: () => void;
};

type Given = {
  mayBegin: boolean;
  editor: EditorStore;
  kind: ArtifactKind;
  doors: ContentDoors;
  keptAs: string;
};

/** Runs the preview of an editor as long as that is open. Null until it may begin. */
export function usePreviewSession({ mayBegin, editor, kind, doors, keptAs }: Given): RunningPreview | null {
  const [running, setRunning] = useState<RunningPreview | null>(null);
  const [attempt, setAttempt] = useState(0);
  const restart = useCallback(() => setAttempt((before) => before + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another session
  useEffect(() => {
    if (!mayBegin) return;
    const kept = readKept(keptAs);
    const options = withAddress(kept.options, location.search);
    const session = new PreviewSession({ editor, kind, doors, options });
    session.reader.choose(kept.view, null);
    setRunning({ session, restart });
    return () => {
      session.close();
      setRunning(null);
    };
  }, [mayBegin, editor, kind, doors, keptAs, attempt]);
  return running;
}
