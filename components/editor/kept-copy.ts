import type { EditorState } from "./editor-state.ts";
import type { SavedFile, WorkingFile, Workspace } from "./workspace.ts";

/** The unsaved workspace of an artifact as this browser keeps it, so that a reload or a crash loses nothing (CAT-18). */
export type KeptCopy = {
  readonly commit: string | null;
  readonly saved: readonly SavedFile[];
  readonly files: readonly WorkingFile[];
  /** What changed files were before, by their saved path: a merge with somebody else's later save needs it. */
  readonly baseTexts: readonly (readonly [string, string])[];
  /** Milliseconds since 1970, by this browser's clock. */
  readonly keptAt: number;
};

const DATABASE = "chartroom-editor";
const STORE = "unsaved";

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, fail) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error ?? new Error("This browser keeps no data for this page."));
  });
  return opened;
}

export async function readKeptCopy(key: string): Promise<KeptCopy | null> {
  const database = await open();
  return new Promise((done, fail) => {
    const request: IDBRequest<KeptCopy | undefined> = database.transaction(STORE).objectStore(STORE).get(key);
    request.onsuccess = () => done(request.result ?? null);
    request.onerror = () => fail(request.error ?? new Error("The kept copy could not be read."));
  });
}

/** @param copy null forgets what was kept */
export async function writeKeptCopy(key: string, copy: KeptCopy | null): Promise<void> {
  const database = await open();
  return new Promise((done, fail) => {
    const transaction = database.transaction(STORE, "readwrite");
    if (copy) transaction.objectStore(STORE).put(copy, key);
    else transaction.objectStore(STORE).delete(key);
    transaction.oncomplete = () => done();
    transaction.onerror = () => fail(transaction.error ?? new Error("The copy could not be kept."));
    // Asked for at once: while the page goes away nothing would ask for it later.
    transaction.commit();
  });
}

export function copyOf({ workspace, savedTexts }: EditorState, keptAt: number): KeptCopy {
  const changed = [...workspace.files.values()].filter((file) => file.content.kind !== "saved");
  const origins = new Set(changed.map((file) => file.origin));
  return {
    commit: workspace.commit,
    saved: [...workspace.saved.values()],
    files: [...workspace.files.values()],
    baseTexts: [...savedTexts].filter(([path]) => origins.has(path)),
    keptAt,
  };
}

export function workspaceOf(copy: KeptCopy): Workspace {
  return {
    commit: copy.commit,
    saved: new Map(copy.saved.map((file) => [file.path, file])),
    files: new Map(copy.files.map((file) => [file.path, file])),
  };
}
