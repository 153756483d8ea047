import { useEffect, useRef } from "react";
import { whenIdle } from "../when-idle.ts";
import type { ArtifactSource } from "./artifact-source.ts";
import type { ArtifactKindName } from "./language-brain.ts";

/** Starts completion once the page is idle: it comes after the editor, and nothing waits for it. */
export function useCompletion(
  kind: ArtifactKindName,
  source: ArtifactSource | null,
  openPath: (path: string, line?: number, column?: number) => void,
): void {
  const open = useRef(openPath);
  open.current = openPath;

  useEffect(() => {
    if (!source) return;
    let isOver = false;
    let stop: (() => void) | null = null;
    const cancel = whenIdle(() => {
      void import("./start-completion.ts").then(({ startCompletion }) => {
        if (isOver) return;
        stop = startCompletion({ kind, source, openPath: (...place) => open.current(...place) });
      });
    });
    return () => {
      isOver = true;
      cancel();
      stop?.();
    };
  }, [kind, source]);
}
