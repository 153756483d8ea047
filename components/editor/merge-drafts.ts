import { diff3Merge } from "node-diff3";
import { openWorkspace, type SavedFile, type WorkingFile, type Workspace } from "./workspace.ts";

/** A file that both sides changed since the common commit. `null` is a side on which it is gone. */
export type Conflict = {
  readonly path: string;
  readonly mine: WorkingFile | null;
  readonly theirs: SavedFile | null;
};

/** What becomes of one such file. `merge` carries the merged text. */
export type Resolution =
  | { readonly choice: "theirs" }
  | { readonly choice: "merge"; readonly text: string }
  | { readonly choice: "mine-as-new"; readonly path: string }
  | { readonly choice: "delete" };

/**
 * Finds the files that were changed here and, differently, in what somebody else saved. A file that was only moved here
 * is none: the move takes their text along.
 */
export function findConflicts(workspace: Workspace, theirs: readonly SavedFile[]): Conflict[] {
  const theirFiles = new Map(theirs.map((file) => [file.path, file]));
  const mineByOrigin = new Map<string, WorkingFile>();
  for (const file of workspace.files.values()) if (file.origin !== null) mineByOrigin.set(file.origin, file);
  const conflicts: Conflict[] = [];
  for (const [path, base] of workspace.saved) {
    const mine = mineByOrigin.get(path) ?? workspace.files.get(path) ?? null;
    const conflict = { path, mine, theirs: theirFiles.get(path) ?? null };
    if (conflict.theirs?.sha !== base.sha && clashes(conflict)) conflicts.push(conflict);
  }
  for (const their of theirs) {
    const mine = workspace.saved.has(their.path) ? undefined : workspace.files.get(their.path);
    if (mine) conflicts.push({ path: their.path, mine, theirs: their });
  }
  return conflicts;
}

/** Asked of a file that they changed or deleted. */
function clashes({ mine, theirs }: Conflict): boolean {
  return mine === null ? theirs !== null : mine.content.kind !== "saved";
}

/**
 * Carries the changes made here over to a newer commit. Files that only one side changed take that side.
 * @param resolutions by the conflict's path; a conflict without one takes theirs
 */
export function carryOver(
  workspace: Workspace,
  newer: { readonly commit: string | null; readonly files: readonly SavedFile[] },
  resolutions: ReadonlyMap<string, Resolution>,
): Workspace {
  const next = openWorkspace(newer.commit, newer.files);
  const conflicts = findConflicts(workspace, newer.files);
  const undecided = new Set(conflicts.map((conflict) => conflict.path));
  const files = new Map(next.files);
  for (const path of deletedHere(workspace)) if (!undecided.has(path)) files.delete(path);
  const untouched = ({ origin, path }: WorkingFile) => !undecided.has(origin ?? path) && !undecided.has(path);
  for (const mine of [...workspace.files.values()].filter(untouched)) {
    const there = mine.origin !== null && next.files.has(mine.origin);
    if (!isWorthCarrying(mine, there)) continue;
    if (mine.origin !== null) files.delete(mine.origin);
    files.set(mine.path, there ? mine : { ...mine, origin: null });
  }
  for (const conflict of conflicts) decide(files, conflict, resolutions.get(conflict.path));
  return { ...next, files };
}

function isWorthCarrying(mine: WorkingFile, originIsThere: boolean): boolean {
  return mine.content.kind === "saved" ? originIsThere && mine.origin !== mine.path : true;
}

function decide(files: Map<string, WorkingFile>, conflict: Conflict, resolution?: Resolution): void {
  if (!resolution) return;
  for (const file of resolved(conflict, resolution)) files.set(file.path, file);
  if (resolution.choice === "delete") files.delete(conflict.path);
}

function deletedHere(workspace: Workspace): string[] {
  const kept = new Set([...workspace.files.values()].map((file) => file.origin));
  return [...workspace.saved.keys()].filter((path) => !kept.has(path) && !workspace.files.has(path));
}

function resolved({ path, mine, theirs }: Conflict, resolution: Resolution): WorkingFile[] {
  const origin = theirs ? path : null;
  switch (resolution.choice) {
    case "merge":
      return [{ path, origin, content: { kind: "text", text: resolution.text } }];
    case "mine-as-new":
      return mine && mine.content.kind !== "saved"
        ? [{ path: resolution.path, origin: null, content: mine.content }]
        : [];
    case "theirs":
    case "delete":
      return [];
  }
}

/** A merge of two texts with the one both came from. Where both changed the same lines, both stand between marks. */
export type MergedText = { readonly text: string; readonly clashes: number };

export const MARK_MINE = "<<<<<<< yours";
export const MARK_MIDDLE = "=======";
export const MARK_THEIRS = ">>>>>>> saved meanwhile";

export function mergeTexts(base: string, mine: string, theirs: string): MergedText {
  const regions = diff3Merge(lines(mine), lines(base), lines(theirs), { excludeFalseConflicts: true });
  let clashes = 0;
  const merged = regions.flatMap(({ ok, conflict }) => {
    if (!conflict) return ok ?? [];
    clashes += 1;
    return [MARK_MINE, ...conflict.a, MARK_MIDDLE, ...conflict.b, MARK_THEIRS];
  });
  return { text: merged.join("\n"), clashes };
}

const lines = (text: string) => text.split("\n");

/** A free name beside a file, for keeping a second text of it: `values.yaml` becomes `values.mine.yaml`. */
export function nameForMine(path: string, taken: (path: string) => boolean): string {
  const dot = path.lastIndexOf(".");
  const stemEnd = dot > path.lastIndexOf("/") + 1 ? dot : path.length;
  const name = (word: string) => `${path.slice(0, stemEnd)}.${word}${path.slice(stemEnd)}`;
  let candidate = name("mine");
  for (let number = 2; taken(candidate); number += 1) candidate = name(`mine-${number}`);
  return candidate;
}
