import type { Content, SavedFile, WorkingFile, Workspace } from "./workspace.ts";

const SAVED: Content = { kind: "saved" };

/**
 * Takes a save that succeeded into the workspace as it is by now: what was typed while it was under way stays unsaved.
 * @param sent the workspace whose changes were saved; @param files the draft as it is after the save
 */
export function settleSave(
  now: Workspace,
  sent: Workspace,
  commit: string,
  files: readonly SavedFile[],
): Workspace {
  const saved = new Map(files.map((file) => [file.path, file]));
  const sentByOrigin = new Map<string, WorkingFile>();
  for (const file of sent.files.values()) if (file.origin !== null) sentByOrigin.set(file.origin, file);
  const settled = new Map<string, WorkingFile>();
  for (const file of now.files.values()) settled.set(file.path, settledFile(file));
  // Files that somebody else's save brought along.
  for (const path of saved.keys()) {
    if (!settled.has(path) && !sent.files.has(path)) {
      settled.set(path, { path, origin: path, content: SAVED });
    }
  }
  return { commit, saved, files: settled };

  function settledFile(file: WorkingFile): WorkingFile {
    const before = sent.files.get(file.path);
    if (before === file) return { path: file.path, origin: file.path, content: SAVED };
    const source = before ?? (file.origin === null ? undefined : sentByOrigin.get(file.origin));
    const origin = source && saved.has(source.path) ? source.path : null;
    const same = source !== undefined && source.content === file.content;
    return { ...file, origin, content: same && origin !== null ? SAVED : file.content };
  }
}
