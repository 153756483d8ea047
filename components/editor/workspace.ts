/** The file set that is being edited: the saved draft, and what was changed since. Pure, without a browser. */

/** A file of the saved draft. `sha` says whether two are equal. */
export type SavedFile = { readonly path: string; readonly size: number; readonly sha: string };

/** What a file holds: what is saved under its origin, a text typed here, or bytes brought here. */
export type Content =
  | { readonly kind: "saved" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bytes"; readonly base64: string; readonly size: number };

/** `origin` is the saved path that this file continues; null for one that was made here. */
export type WorkingFile = {
  readonly path: string;
  readonly origin: string | null;
  readonly content: Content;
};

export type Workspace = {
  /** The commit the changes are made on; null before the first save. */
  readonly commit: string | null;
  readonly saved: ReadonlyMap<string, SavedFile>;
  readonly files: ReadonlyMap<string, WorkingFile>;
};

/** One change of a save, as the API takes it (API-8). */
export type WorkspaceChange =
  | { op: "put"; path: string; content: string; encoding: "utf-8" | "base64" }
  | { op: "delete"; path: string }
  | { op: "move"; path: string; to: string };

/** The limits of an artifact (DESIGN section 6). */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;
export const MAX_FILES = 10_000;

const SAVED: Content = { kind: "saved" };

export function openWorkspace(commit: string | null, saved: readonly SavedFile[]): Workspace {
  return {
    commit,
    saved: new Map(saved.map((file) => [file.path, file])),
    files: new Map(saved.map(({ path }) => [path, { path, origin: path, content: SAVED }])),
  };
}

/** Puts a file where it may or may not be yet. A file that is there keeps its origin. */
export function putFile(workspace: Workspace, path: string, content: Content): Workspace {
  const there = workspace.files.get(path);
  return withFile(workspace, { path, origin: there?.origin ?? null, content });
}

/**
 * Takes a text that was typed. Where it is again what is saved, the file counts as unchanged.
 * @param savedText the text saved under the file's origin, as far as it is known
 */
export function editText(
  workspace: Workspace,
  path: string,
  text: string,
  savedText: string | undefined,
): Workspace {
  const there = workspace.files.get(path);
  if (!there) return workspace;
  const same = there.origin !== null && text === savedText;
  if (same && there.content.kind === "saved") return workspace;
  if (there.content.kind === "text" && there.content.text === text && !same) return workspace;
  return withFile(workspace, { ...there, content: same ? SAVED : { kind: "text", text } });
}

export function deleteFiles(workspace: Workspace, paths: readonly string[]): Workspace {
  const files = new Map(workspace.files);
  for (const path of paths) files.delete(path);
  return { ...workspace, files };
}

/** Brings deleted files back as they were: the undo of `deleteFiles`. */
export function restoreFiles(workspace: Workspace, deleted: readonly WorkingFile[]): Workspace {
  const files = new Map(workspace.files);
  for (const file of deleted) if (!files.has(file.path)) files.set(file.path, file);
  return { ...workspace, files };
}

/** Moves a file, or all files under a folder. A path that is taken stays as it is: ask `collisionOf` first. */
export function movePath(workspace: Workspace, from: string, to: string): Workspace {
  const files = new Map<string, WorkingFile>();
  for (const file of workspace.files.values()) {
    const path = movedPath(file.path, from, to);
    files.set(path, path === file.path ? file : { ...file, path });
  }
  return { ...workspace, files };
}

/** Where a path is after `from` was moved to `to`. */
export function movedPath(path: string, from: string, to: string): string {
  if (path === from) return to;
  return path.startsWith(`${from}/`) ? `${to}${path.slice(from.length)}` : path;
}

export function filesUnder(workspace: Workspace, path: string): WorkingFile[] {
  return [...workspace.files.values()].filter(
    (file) => file.path === path || file.path.startsWith(`${path}/`),
  );
}

/** The paths that differ from the saved draft, with what happened to them. */
export function unsavedChanges(workspace: Workspace): ReadonlyMap<string, "A" | "M" | "D" | "R"> {
  const changed = new Map<string, "A" | "M" | "D" | "R">();
  const origins = new Set<string | null>();
  for (const file of workspace.files.values()) {
    origins.add(file.origin);
    const mark = changeOf(workspace, file);
    if (mark) changed.set(file.path, mark);
  }
  for (const path of workspace.saved.keys()) {
    if (!origins.has(path) && !workspace.files.has(path)) changed.set(path, "D");
  }
  return changed;
}

function changeOf(workspace: Workspace, file: WorkingFile): "A" | "M" | "R" | null {
  if (file.origin === null) return workspace.saved.has(file.path) ? "M" : "A";
  if (file.origin !== file.path) return "R";
  return file.content.kind === "saved" ? null : "M";
}

function withFile(workspace: Workspace, file: WorkingFile): Workspace {
  return { ...workspace, files: new Map(workspace.files).set(file.path, file) };
}
