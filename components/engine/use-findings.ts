import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { DEFAULT_KUBE_VERSIONS, KUBE_VERSIONS } from "#lib/engine/findings/kube-versions.ts";
import type { TreeEntry } from "#lib/engine/types.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { type Finder, FindingStore } from "./finding-store.ts";
import { type FindingsState, nothingFoundYet } from "./findings-state.ts";
import type { FilesState } from "./preview-session.ts";
import type { PreviewState } from "./preview-state.ts";
import { useKubeVersions } from "./use-kube-versions.ts";

type Readable = { subscribe: (listener: () => void) => () => void };

/** The part of a preview that findings are made of. */
export type FindingsSource = Readable & {
  readonly store: Readable & { read: () => PreviewState };
  readonly readEntries: () => readonly TreeEntry[] | null;
  readonly readFiles: () => FilesState;
};

// Its code and its worker come once there is something to check, after the editor's first key.
const openFinder = async (): Promise<Finder> => {
  const { find, close } = (await import("#lib/engine/findings/browser-finder.ts")).openFinder();
  return { find: (run) => find({ ...run, samples: run.samples ?? [] }), close };
};

/**
 * Findings of the working files, from the newest render that ended, in a worker: typing never waits for them.
 * @param source null as long as nothing renders here
 */
export function useFindings(kind: ArtifactKind, source: FindingsSource | null) {
  const [minors, chooseMinors] = useKubeVersions(KUBE_VERSIONS, DEFAULT_KUBE_VERSIONS);
  const store = useFindingStore(source !== null);
  const now = useSyncExternalStore(
    source?.store.subscribe ?? never,
    () => source?.store.read() ?? null,
    nothing,
  );
  const entries = useSyncExternalStore(
    source?.subscribe ?? never,
    () => source?.readEntries() ?? null,
    nothing,
  );
  const files = useSyncExternalStore(source?.subscribe ?? never, () => source?.readFiles() ?? null, nothing);
  const current = now?.current ?? null;
  // Lint ends a moment after the render it belongs to: one check of both instead of two.
  const run = current?.isComplete ? current : null;
  useEffect(() => {
    if (!store || !run) return;
    const { valueFiles } = run.options;
    store.check({
      kind,
      files: run.files,
      render: run.render,
      lint: run.lint,
      valueFiles,
      samples: run.samples,
      kubeVersions: minors,
    });
  }, [store, kind, run, minors]);

  const found = useSyncExternalStore(store?.subscribe ?? never, store?.read ?? readNothing, readNothing);
  const isBehind =
    now?.phase === "rendering" || (current !== null && (run === null || current.files !== entries));
  const cannot = whyNothingRuns(now, files);
  const state = useMemo(() => whole(found, isBehind, cannot), [found, isBehind, cannot]);
  return { state, retry: store?.retry ?? doNothing, minors, chooseMinors };
}

function useFindingStore(isWanted: boolean): FindingStore | null {
  const [store, setStore] = useState<FindingStore | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    const opened = new FindingStore(openFinder);
    setStore(opened);
    return () => {
      setStore(null);
      opened.close();
    };
  }, [isWanted]);
  return store;
}

function whyNothingRuns(now: PreviewState | null, files: FilesState | null): string | null {
  if (files?.kind === "failed") return files.detail;
  return now?.phase === "broken" ? (now.brokenBy ?? "The engine could not be started.") : null;
}

/** What a check says, with what the renders before it say. */
function whole(found: FindingsState, isBehind: boolean, cannot: string | null): FindingsState {
  if (cannot !== null) {
    const unchecked = [`Nothing but the syntax of open files was: ${cannot}`];
    return { ...found, phase: "checked", isStale: true, unchecked };
  }
  return isBehind && found.phase === "checked" ? { ...found, phase: "checking", isStale: true } : found;
}

const doNothing = () => undefined;
const never = () => doNothing;
const nothing = () => null;
const readNothing = () => nothingFoundYet;
