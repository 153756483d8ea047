"use client";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { EditorStore } from "#components/editor/editor-store.ts";
import type { ModuleInfo } from "#lib/engine/schema.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { parseKept, withAddress, writeToAddress } from "./kept-options.ts";
import type { OutputOutline } from "./output-messages.ts";
import type { OutputView } from "./output-parts.ts";
import type { PreviewOptions } from "./preview-options.ts";
import { type FilesState, PreviewSession } from "./preview-session.ts";
import type { PreviewState } from "./preview-state.ts";
import type { ContentDoors } from "./working-tree.ts";

/** The preview of an open editor, as its screen draws it. */
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

type Given = { editor: EditorStore; kind: ArtifactKind; doors: ContentDoors; keptAs: string };

/** Runs the preview of an editor as long as that is open. Null at first: it begins after the page is drawn. */
export function usePreview({ editor, kind, doors, keptAs }: Given): Preview | null {
  const [session, setSession] = useState<PreviewSession | null>(null);
  const [view, setView] = useState<OutputView>("whole");
  const [attempt, setAttempt] = useState(0);
  const name = `chartroom-preview:${keptAs}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another session
  useEffect(() => {
    const kept = parseKept(localStorage.getItem(name));
    const options = withAddress(kept.options, location.search);
    const opened = new PreviewSession({ editor, kind, doors, options });
    opened.reader.choose(kept.view, null);
    setView(kept.view);
    setSession(opened);
    return () => {
      opened.close();
      setSession(null);
    };
  }, [editor, kind, doors, name, attempt]);

  const state = useStore(session?.store ?? null);
  const outline = useStore(session?.reader ?? null);
  const files = useSession(session, (one) => one.readFiles());
  const isBehind = useSession(session, (one) => one.readBehind()) ?? true;
  const versions = useSession(session, (one) => one.readVersions());
  const kubeVersions = useSession(session, (one) => one.readKubeVersions()) ?? NONE;

  const keep = useCallback(
    (kept: { options: PreviewOptions; view: OutputView }) => localStorage.setItem(name, JSON.stringify(kept)),
    [name],
  );
  if (!session || !state || !files) return null;
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
    restart: () => setAttempt(attempt + 1),
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
