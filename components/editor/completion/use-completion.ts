import { useEffect, useRef } from "react";
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

/** How long a page that is never idle puts completion off. */
const AT_LATEST_MS = 2000;

function whenIdle(start: () => void): () => void {
  // Safari has no requestIdleCallback.
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(start, AT_LATEST_MS);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(start, { timeout: AT_LATEST_MS });
  return () => cancelIdleCallback(idle);
}
