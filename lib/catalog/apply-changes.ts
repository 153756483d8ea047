import type { TreeFile } from "#lib/git/types.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { DraftChange } from "./draft-schema.ts";
import { fileProblem, refuseFiles, refusePath } from "./file-rules.ts";

/** A file of the tree to be: kept as it was, or with new bytes that are not yet stored. */
export type PlannedFile =
  | { path: string; sizeBytes: number; executable: boolean; kept: TreeFile }
  | { path: string; sizeBytes: number; executable: boolean; bytes: Buffer };

type Put = Extract<DraftChange, { op: "put" }>;
type Plan = Map<string, PlannedFile>;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function bytesOf({ path, content, encoding }: Put): Buffer {
  if (encoding === "utf-8") {
    if (!content.isWellFormed()) throw fileProblem("input_invalid", path, "its content is not valid Unicode");
    return Buffer.from(content, "utf8");
  }
  if (!BASE64.test(content)) throw fileProblem("input_invalid", path, "its content is not base64");
  return Buffer.from(content, "base64");
}

function take(plan: Plan, path: string): PlannedFile {
  const file = plan.get(path);
  if (!file) throw fileProblem("input_invalid", path, "there is no such file in the draft");
  plan.delete(path);
  return file;
}

function applyOne(plan: Plan, change: DraftChange): void {
  switch (change.op) {
    case "put": {
      refusePath(change.path, "input_invalid");
      const bytes = bytesOf(change);
      const executable = plan.get(change.path)?.executable ?? false;
      plan.set(change.path, { path: change.path, sizeBytes: bytes.length, executable, bytes });
      return;
    }
    case "delete":
      take(plan, change.path);
      return;
    case "move": {
      refusePath(change.to, "input_invalid");
      const file = take(plan, change.path);
      if (plan.has(change.to))
        throw fileProblem("input_invalid", change.to, "there already is a file of this name");
      plan.set(change.to, { ...file, path: change.to });
    }
  }
}

/**
 * The tree after these changes, one after another (API-8). A file that is written again keeps its executable bit.
 * @throws Problem "input_invalid" or "too_large" naming the file; then nothing was stored
 */
export function applyChanges(files: TreeFile[], changes: DraftChange[]): PlannedFile[] {
  const plan: Plan = new Map(
    files.map((file) => [
      file.path,
      { path: file.path, sizeBytes: file.sizeBytes, executable: file.executable, kept: file },
    ]),
  );
  for (const change of changes) applyOne(plan, change);
  const planned = [...plan.values()];
  refuseFiles(planned, "input_invalid");
  if (planned.length === 0 && files.length === 0)
    throw new Problem("input_invalid", { detail: "Nothing was changed, so there is nothing to save." });
  return planned;
}
