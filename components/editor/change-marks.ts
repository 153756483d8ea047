import { unsavedChanges, type Workspace } from "./workspace.ts";

export type ChangeMark = "A" | "M" | "D" | "R";

/** What the draft is compared with in the tree: the files of the latest version, with their shas. */
export type Reference = { readonly tag: string; readonly shas: ReadonlyMap<string, string> };

/** What became of each path since the reference; without one (no version yet), since the last save. */
export function changeMarks(
  workspace: Workspace,
  reference: Reference | null,
): ReadonlyMap<string, ChangeMark> {
  if (!reference) return unsavedChanges(workspace);
  const marks = new Map<string, ChangeMark>();
  for (const { path, origin, content } of workspace.files.values()) {
    const there = reference.shas.get(path);
    const sha = content.kind === "saved" && origin !== null ? workspace.saved.get(origin)?.sha : null;
    if (there === undefined) marks.set(path, "A");
    else if (there !== sha) marks.set(path, "M");
  }
  for (const path of reference.shas.keys()) if (!workspace.files.has(path)) marks.set(path, "D");
  return marks;
}
