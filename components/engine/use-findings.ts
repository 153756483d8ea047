import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { type Finder, FindingStore } from "./finding-store.ts";
import { type FindingsState, nothingFoundYet } from "./findings-state.ts";
import type { PreviewState } from "./preview-state.ts";

/** The part of the preview that findings are made of. */
type RunSource = { subscribe: (listener: () => void) => () => void; read: () => PreviewState };

type FindingsOptions = {
  kind: ArtifactKind;
  /** Null as long as nothing renders here. */
  preview: RunSource | null;
  kubeVersions: readonly string[];
  /** Hold it stable. It is called once there is something to check. */
  openFinder: () => Promise<Finder>;
};

/** Findings of the working files, from the newest render that ended, in a worker: typing never waits for them. */
export function useFindings(options: FindingsOptions): { state: FindingsState; retry: () => void } {
  const { kind, preview, kubeVersions, openFinder } = options;
  const [store, setStore] = useState<FindingStore | null>(null);
  useEffect(() => {
    const opened = new FindingStore(openFinder);
    setStore(opened);
    return () => opened.close();
  }, [openFinder]);

  const now = useSyncExternalStore(preview?.subscribe ?? never, () => preview?.read() ?? null, nothing);
  const current = now?.current ?? null;
  const versions = kubeVersions.join();
  // Lint ends a moment after the render it belongs to: one check of both instead of two.
  const run = current?.isComplete ? current : null;
  useEffect(() => {
    if (!store || !run) return;
    const { files, render, lint } = run;
    const { valueFiles } = run.options;
    const minors = versions === "" ? [] : versions.split(",");
    store.check({ kind, files, render, lint, valueFiles, kubeVersions: minors });
  }, [store, kind, run, versions]);

  const state = useSyncExternalStore(store?.subscribe ?? never, store?.read ?? readNothing, readNothing);
  const isRendering = now?.phase === "rendering" || (current !== null && !current.isComplete);
  const brokenBy = now?.phase === "broken" ? (now.brokenBy ?? "The engine could not be started.") : null;
  const shown = useMemo(() => whole(state, isRendering, brokenBy), [state, isRendering, brokenBy]);
  return { state: preview === null ? syntaxOnly : shown, retry: store?.retry ?? doNothing };
}

/** What a check says, with what the renders before it say. */
function whole(state: FindingsState, isRendering: boolean, brokenBy: string | null): FindingsState {
  if (brokenBy !== null) {
    const unchecked = [`Nothing but the syntax of open files was: ${brokenBy}`];
    return { ...state, phase: "checked", isStale: true, unchecked };
  }
  return isRendering && state.phase === "checked" ? { ...state, phase: "checking", isStale: true } : state;
}

const syntaxOnly: FindingsState = {
  ...nothingFoundYet,
  phase: "checked",
  unchecked: ["Nothing but the syntax of open files was."],
};
const doNothing = () => undefined;
const never = () => doNothing;
const nothing = () => null;
const readNothing = () => nothingFoundYet;
