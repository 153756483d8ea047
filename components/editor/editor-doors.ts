import type { CommitContents } from "#lib/catalog/draft-schema.ts";
import type { ScaffoldTemplate } from "#lib/catalog/schema.ts";
import type { SavedFile, WorkspaceChange } from "./workspace.ts";

/** The ways from the editor to the server, handed in by the page's client part. */
export type EditorDoors = {
  /** @param path of the draft as it is now */
  loadFile: (path: string) => Promise<LoadedFile>;
  /** The same as bytes, whatever it holds. */
  loadBytes: (path: string) => Promise<Uint8Array>;
  /** All files of a commit, in few answers. @param after `next` of the answer before */
  loadCommit: (commit: string, after: string | null) => Promise<CommitContents>;
  loadDraft: () => Promise<DraftNow>;
  saveDraft: (input: SaveInput) => Promise<SaveOutcome>;
  /** Makes the files of a .tgz or .zip the draft, as one commit: the server unpacks it under the archive rules. */
  importArchive: (input: { archive: File; parent: string | null; message: string }) => Promise<SaveOutcome>;
  /** Fills the empty draft from a template, as one commit. "moved" where it is no longer empty. */
  scaffoldDraft: (template: ScaffoldTemplate) => Promise<SaveOutcome>;
};

export type LoadedFile = { readonly kind: "text"; readonly text: string } | { readonly kind: "binary" };

export type DraftNow = { readonly commit: string | null; readonly files: readonly SavedFile[] };

export type SaveInput = {
  readonly parent: string | null;
  readonly message: string;
  readonly changes: readonly WorkspaceChange[];
};

export type SaveOutcome =
  | { readonly kind: "saved"; readonly commit: string }
  /** Somebody else saved meanwhile: the parent is no longer the draft's commit. */
  | { readonly kind: "moved" }
  | { readonly kind: "refused"; readonly title: string; readonly detail: string };

/** A file that comes from outside: dropped or chosen. */
export type BroughtFile = { readonly path: string; readonly bytes: Uint8Array };

/** Tells a text from bytes: a text is UTF-8 without a NUL. Its byte order mark stays a part of it. */
export function readBytes(bytes: Uint8Array): LoadedFile {
  if (bytes.includes(0)) return { kind: "binary" };
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { kind: "text", text };
  } catch {
    return { kind: "binary" };
  }
}

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
