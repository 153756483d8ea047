import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  carryOver,
  findConflicts,
  MARK_MIDDLE,
  MARK_MINE,
  MARK_THEIRS,
  mergeTexts,
  nameForMine,
  type Resolution,
} from "./merge-drafts.ts";
import {
  deleteFiles,
  editText,
  filesUnder,
  movePath,
  openWorkspace,
  putFile,
  restoreFiles,
  type SavedFile,
  unsavedChanges,
  type Workspace,
  type WorkspaceChange,
} from "./workspace.ts";
import { changesToSave, suggestedMessage } from "./workspace-changes.ts";

/** A saved draft whose texts are their own shas, so that a test can apply changes to it. */
const drafted = (texts: Record<string, string>, commit = "c1") => openWorkspace(commit, savedFiles(texts));
const savedFiles = (texts: Record<string, string>): SavedFile[] =>
  Object.entries(texts).map(([path, text]) => ({ path, size: text.length, sha: text }));

/** What a server holds after applying the changes in order; it refuses what it could not do. */
function applied(texts: Record<string, string>, changes: readonly WorkspaceChange[]): Record<string, string> {
  const files = new Map(Object.entries(texts));
  for (const change of changes) {
    const there = files.get(change.path);
    if (change.op === "put") files.set(change.path, change.content);
    else if (there === undefined) throw new Error(`${change.op} of a missing ${change.path}`);
    else {
      files.delete(change.path);
      if (change.op === "move") {
        if (files.has(change.to)) throw new Error(`move over ${change.to}`);
        files.set(change.to, there);
      }
    }
  }
  return Object.fromEntries([...files].sort());
}

function shown(workspace: Workspace): Record<string, string> {
  const texts = [...workspace.files.values()].map(({ path, origin, content }) => {
    if (content.kind === "text") return [path, content.text] as const;
    return [path, workspace.saved.get(origin ?? "")?.sha ?? ""] as const;
  });
  return Object.fromEntries(texts.sort());
}

type Step = { op: "edit" | "put" | "delete" | "move"; path: string; to: string; text: string };

function taken(now: Workspace, { op, path, to, text }: Step): Workspace {
  switch (op) {
    case "edit":
      return editText(now, path, text, undefined);
    case "put":
      return putFile(now, path, typed(text));
    case "delete":
      return deleteFiles(now, [path]);
    case "move":
      return now.files.has(path) && !now.files.has(to) ? movePath(now, path, to) : now;
  }
}

const typed = (text: string) => ({ kind: "text", text }) as const;
const NONE = new Map<string, Resolution>();

describe("the workspace of the editor", () => {
  it("CAT-18: counts a file as unsaved while its text differs from what is saved, and no longer", () => {
    const open = drafted({ "values.yaml": "a: 1" });
    const edited = editText(open, "values.yaml", "a: 2", "a: 1");
    expect([...unsavedChanges(edited)]).toEqual([["values.yaml", "M"]]);
    expect(unsavedChanges(editText(edited, "values.yaml", "a: 1", "a: 1")).size).toBe(0);
  });

  it("GOH-18: marks added, changed, moved and deleted files", () => {
    let now = drafted({ a: "1", b: "2", c: "3", d: "4" });
    now = putFile(now, "new", typed("n"));
    now = editText(now, "a", "x", "1");
    now = deleteFiles(now, ["b"]);
    now = movePath(now, "c", "sub/c");
    expect(Object.fromEntries(unsavedChanges(now))).toEqual({ a: "M", b: "D", new: "A", "sub/c": "R" });
  });

  it("GOH-18: moves a folder with everything in it, and undoes a deletion", () => {
    const open = drafted({ "t/a": "1", "t/u/b": "2", ta: "3" });
    expect(Object.keys(shown(movePath(open, "t", "x/y")))).toEqual(["ta", "x/y/a", "x/y/u/b"]);
    const gone = filesUnder(open, "t");
    const without = deleteFiles(
      open,
      gone.map((file) => file.path),
    );
    expect(Object.keys(shown(without))).toEqual(["ta"]);
    expect(changesToSave(restoreFiles(without, gone))).toEqual([]);
  });

  it("CAT-19: saves two files that changed places", () => {
    let now = drafted({ a: "1", b: "2" });
    now = movePath(movePath(movePath(now, "a", "tmp"), "b", "a"), "tmp", "b");
    expect(applied({ a: "1", b: "2" }, changesToSave(now))).toEqual({ a: "2", b: "1" });
  });

  it("CAT-19: the changes of a save make exactly the files on the screen, whatever was done to them", () => {
    const path = fc.constantFrom("a", "b", "c", "d/e", "d/f");
    const step = fc.oneof(
      fc.record({ op: fc.constant("edit" as const), path, to: path, text: fc.string({ maxLength: 3 }) }),
      fc.record({ op: fc.constant("put" as const), path, to: path, text: fc.string({ maxLength: 3 }) }),
      fc.record({ op: fc.constant("delete" as const), path, to: path, text: fc.constant("") }),
      fc.record({ op: fc.constant("move" as const), path, to: path, text: fc.constant("") }),
    );
    const texts = { a: "1", b: "2", "d/e": "3" };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const now = steps.reduce(taken, drafted(texts));
        expect(applied(texts, changesToSave(now))).toEqual(shown(now));
      }),
      { numRuns: 500 },
    );
  });

  it("CAT-19: suggests a message that names what was done", () => {
    const put = (path: string): WorkspaceChange => ({ op: "put", path, content: "", encoding: "utf-8" });
    expect(suggestedMessage([put("values.yaml")])).toBe("Update values.yaml");
    expect(suggestedMessage([{ op: "delete", path: "a" }, put("b")])).toBe("Remove a, update b");
    expect(suggestedMessage([put("t/a"), put("t/b"), put("t/c")])).toBe("Change 3 files in t");
  });
});

describe("a draft that two people saved", () => {
  const base = { a: "1", b: "2", c: "3" };

  it("CAT-19: takes both sides where they changed different files", () => {
    const mine = deleteFiles(editText(drafted(base), "a", "mine", "1"), ["c"]);
    const theirs = savedFiles({ a: "1", b: "theirs", c: "3", d: "new" });
    expect(findConflicts(mine, theirs)).toEqual([]);
    const next = carryOver(mine, { commit: "c2", files: theirs }, NONE);
    expect(next.commit).toBe("c2");
    expect(shown(next)).toEqual({ a: "mine", b: "theirs", d: "new" });
  });

  it("CAT-19: names the files that both changed, in every combination", () => {
    const edited = editText(drafted(base), "a", "mine", "1");
    const theirs = savedFiles({ a: "theirs", b: "2", c: "3" });
    expect(findConflicts(edited, theirs).map((each) => each.path)).toEqual(["a"]);
    expect(findConflicts(deleteFiles(drafted(base), ["a"]), theirs)).toMatchObject([
      { path: "a", mine: null },
    ]);
    expect(findConflicts(edited, savedFiles({ b: "2", c: "3" }))).toMatchObject([
      { path: "a", theirs: null },
    ]);
    const made = putFile(drafted(base), "d", typed("mine"));
    expect(findConflicts(made, savedFiles({ ...base, d: "theirs" }))).toHaveLength(1);
  });

  it("CAT-19: a file that was only moved here takes their new text along; one they deleted stays deleted", () => {
    const moved = movePath(drafted(base), "a", "z");
    const theirs = savedFiles({ ...base, a: "theirs" });
    expect(findConflicts(moved, theirs)).toEqual([]);
    const next = carryOver(moved, { commit: "c2", files: theirs }, NONE);
    expect(shown(next)).toEqual({ b: "2", c: "3", z: "theirs" });
    const without = carryOver(moved, { commit: "c2", files: savedFiles({ b: "2", c: "3" }) }, NONE);
    expect(shown(without)).toEqual({ b: "2", c: "3" });
  });

  it("CAT-19: never writes over a file that they added where one was moved to here", () => {
    const moved = movePath(drafted(base), "a", "z");
    const theirs = savedFiles({ ...base, z: "theirs" });
    expect(findConflicts(moved, theirs).map((each) => each.path)).toEqual(["z"]);
    expect(shown(carryOver(moved, { commit: "c2", files: theirs }, NONE))).toEqual({ ...base, z: "theirs" });
  });

  it("CAT-19: merge, take theirs and keep mine as a new file each give what they say", () => {
    const mine = editText(drafted(base), "a", "mine", "1");
    const newer = { commit: "c2", files: savedFiles({ ...base, a: "theirs" }) };
    const outcome = (resolution: Resolution) => carryOver(mine, newer, new Map([["a", resolution]]));
    expect(shown(outcome({ choice: "theirs" }))).toEqual({ ...base, a: "theirs" });
    expect(shown(outcome({ choice: "merge", text: "both" }))).toEqual({ ...base, a: "both" });
    const kept = outcome({ choice: "mine-as-new", path: "a.mine" });
    expect(shown(kept)).toEqual({ ...base, a: "theirs", "a.mine": "mine" });
    expect(changesToSave(kept)).toEqual([{ op: "put", path: "a.mine", content: "mine", encoding: "utf-8" }]);
  });

  it("CAT-19: keeps a file that the other one deleted, when asked to", () => {
    const mine = editText(drafted(base), "a", "mine", "1");
    const newer = { commit: "c2", files: savedFiles({ b: "2", c: "3" }) };
    const kept = carryOver(mine, newer, new Map([["a", { choice: "mine-as-new", path: "a" }]]));
    expect(shown(kept)).toEqual({ ...base, a: "mine" });
    const deleted = carryOver(
      deleteFiles(drafted(base), ["a"]),
      {
        commit: "c2",
        files: savedFiles({ ...base, a: "theirs" }),
      },
      new Map([["a", { choice: "delete" }]]),
    );
    expect(shown(deleted)).toEqual({ b: "2", c: "3" });
  });

  it("CAT-19: merges texts line by line, and leaves both where both changed the same line", () => {
    expect(mergeTexts("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n")).toEqual({ text: "A\nb\nC\n", clashes: 0 });
    expect(mergeTexts("a\nb\n", "x\nb\n", "y\nb\n")).toEqual({
      text: [MARK_MINE, "x", MARK_MIDDLE, "y", MARK_THEIRS, "b", ""].join("\n"),
      clashes: 1,
    });
    expect(mergeTexts("a\n", "b\n", "b\n")).toEqual({ text: "b\n", clashes: 0 });
  });

  it("CAT-19: finds a free name for the second text of a file", () => {
    const taken = new Set(["t/values.mine.yaml"]);
    expect(nameForMine("t/values.yaml", (path) => taken.has(path))).toBe("t/values.mine-2.yaml");
    expect(nameForMine(".helmignore", () => false)).toBe(".helmignore.mine");
  });
});
