import type { EditorState } from "#components/editor/editor-state.ts";
import type { WorkingFile } from "#components/editor/workspace.ts";
import type { CommitContents } from "#lib/catalog/draft-schema.ts";
import type { TreeEntry } from "#lib/engine/types.ts";

/** The ways to the bytes of saved files. */
export type ContentDoors = {
  /** @param after `next` of the answer before */
  loadCommit: (commit: string, after: string | null) => Promise<CommitContents>;
  loadBytes: (path: string) => Promise<Uint8Array>;
};

type Source = string | object;
type Kept = { readonly source: Source; readonly entry: TreeEntry };

/** One request a file is quicker than all files again, up to here. */
const FEW = 4;

/**
 * The working files as the engine takes them: with their bytes, also of files that nobody opened. What did not change
 * is the same object from one time to the next.
 */
export class WorkingTree {
  private readonly doors: ContentDoors;
  private readonly bytesBySha = new Map<string, Uint8Array>();
  private kept = new Map<string, Kept>();
  private entries: readonly TreeEntry[] = [];
  private loading: Promise<void> | null = null;

  constructor(doors: ContentDoors) {
    this.doors = doors;
  }

  /** @returns the paths of saved files whose bytes are not here yet, or all entries by path */
  read(state: EditorState): { missing: readonly string[] } | { entries: readonly TreeEntry[] } {
    const kept = new Map<string, Kept>();
    const missing: string[] = [];
    for (const file of state.workspace.files.values()) {
      const now = this.entryOf(state, file);
      if (now) kept.set(file.path, now);
      else if (file.origin !== null) missing.push(file.origin);
    }
    if (missing.length > 0) return { missing };
    const entries = [...kept.keys()].sort().flatMap((path) => kept.get(path)?.entry ?? []);
    const isSame =
      entries.length === this.entries.length && entries.every((entry, at) => entry === this.entries[at]);
    this.kept = kept;
    if (!isSame) this.entries = entries;
    return { entries: this.entries };
  }

  /** Brings the bytes of these saved files. @throws what the server's refusal or silence is told as */
  load(state: EditorState, missing: readonly string[]): Promise<void> {
    this.loading ??= this.loadMissing(state, missing).finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  private async loadMissing({ workspace }: EditorState, missing: readonly string[]): Promise<void> {
    const keep = (path: string, bytes: Uint8Array) => {
      const sha = workspace.saved.get(path)?.sha;
      if (sha !== undefined) this.bytesBySha.set(sha, bytes);
    };
    if (missing.length <= FEW || workspace.commit === null) {
      for (const path of missing) keep(path, await this.doors.loadBytes(path));
      return;
    }
    let after: string | null = null;
    do {
      const { files, next }: CommitContents = await this.doors.loadCommit(workspace.commit, after);
      for (const { path, content, encoding } of files)
        keep(path, encoding === "utf-8" ? encoder.encode(content) : fromBase64(content));
      after = next;
    } while (after !== null);
  }

  private entryOf(state: EditorState, file: WorkingFile): Kept | null {
    const before = this.kept.get(file.path);
    const source = this.sourceOf(state, file);
    if (source === null) return null;
    if (before && before.source === source) return before;
    const bytes = bytesOf(source);
    return { source, entry: { path: file.path, bytes } };
  }

  /** What says whether a file's bytes are still the same: its text, or the object that holds its bytes. */
  private sourceOf({ workspace, savedTexts }: EditorState, file: WorkingFile): Source | null {
    if (file.content.kind === "text") return file.content.text;
    if (file.content.kind === "bytes") return file.content;
    if (file.origin === null) return null;
    const sha = workspace.saved.get(file.origin)?.sha;
    const bytes = sha === undefined ? undefined : this.bytesBySha.get(sha);
    return bytes ?? savedTexts.get(file.origin) ?? null;
  }
}

const encoder = new TextEncoder();

function bytesOf(source: Source): Uint8Array {
  if (typeof source === "string") return encoder.encode(source);
  if (source instanceof Uint8Array) return source;
  return "base64" in source && typeof source.base64 === "string"
    ? fromBase64(source.base64)
    : new Uint8Array();
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
