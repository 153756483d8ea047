"use client";
import { useState, useSyncExternalStore } from "react";
import type { ModuleInfo } from "#lib/engine/schema.ts";
import { type KeptPreview, readKept, writeKept, writeToAddress } from "./kept-options.ts";
import type { OutputOutline } from "./output-messages.ts";
import type { OutputView } from "./output-parts.ts";
import type { PreviewOptions } from "./preview-options.ts";
import type { FilesState, PreviewSession } from "./preview-session.ts";
import type { PreviewState } from "./preview-state.ts";
import type { RunningPreview } from "./use-preview-session.ts";

/** The preview of an open editor, as it is drawn. */
export type Preview = {
  readonly session: PreviewSession;
  readonly state: PreviewState;
  readonly files: FilesState;
  readonly outline: OutputOutline | null;
  /** What is shown is not of the newest files and options yet. */
  readonly isBusy: boolean;
  /** The engine's own words about itself; null until it is there, and of a bundle. */
  readonly versions: ModuleInfo | null;
  /** Minors of Kubernetes to choose from, newest first. */
  readonly kubeVersions: readonly string[];
  readonly view: OutputView;
  setOptions(change: Partial<PreviewOptions>): void;
  choose(view: OutputView, part: string | null): void;
  /** Starts the engine anew, after it could not be had. */
  restart(): void;
};

/** The preview as it is now; null as long as nothing runs. Only who draws it should ask: it changes with every key. */
export function usePreview(running: RunningPreview | null, keptAs: string): Preview | null {
  const session = running?.session ?? null;
  const [view, setView] = useState<OutputView>(() => readKept(keptAs).view);
  const state = useStore(session?.store ?? null);
  const outline = useStore(session?.reader ?? null);
  const files = useSession(session, (one) => one.readFiles());
  const isBehind = useSession(session, (one) => one.readBehind()) ?? true;
  const versions = useSession(session, (one) => one.readVersions());
  const kubeVersions = useSession(session, (one) => one.readKubeVersions()) ?? NONE;

  if (!running || !session || !state || !files) return null;
  const keep = (kept: KeptPreview) => writeKept(keptAs, kept);
  return {
    session,
    state,
    files,
    outline,
    isBusy: isBehind || state.isOutdated,
    versions,
    kubeVersions,
    view,
    setOptions: (change) => {
      const options = { ...session.store.read().options, ...change };
      session.store.setOptions(options);
      keep({ options, view });
      const search = writeToAddress(location.search, options);
      history.replaceState(history.state, "", `${location.pathname}${search}${location.hash}`);
    },
    choose: (next, part) => {
      setView(next);
      session.reader.choose(next, part);
      keep({ options: state.options, view: next });
    },
    restart: running.restart,
  };
}

const NONE: readonly string[] = [];

type Readable<Value> = { subscribe: (listener: () => void) => () => void; read: () => Value };
const never = () => () => undefined;

function useStore<Value>(store: Readable<Value> | null): Value | null {
  const read = () => store?.read() ?? null;
  return useSyncExternalStore(store?.subscribe ?? never, read, read);
}

function useSession<Part>(
  session: PreviewSession | null,
  part: (session: PreviewSession) => Part,
): Part | null {
  const read = () => (session ? part(session) : null);
  return useSyncExternalStore(session?.subscribe ?? never, read, read);
}
