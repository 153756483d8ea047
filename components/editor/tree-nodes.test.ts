import { describe, expect, it } from "vitest";
import { readBytes, toBase64 } from "./editor-doors.ts";
import { changeFiles, keepSavedText, openFile, startEditor, textOf, typeText } from "./editor-state.ts";
import { settleSave } from "./settle-save.ts";
import { buildTree, ROOT, searchPaths } from "./tree-nodes.ts";
import { deleteFiles, movePath, openWorkspace, putFile, unsavedChanges } from "./workspace.ts";
import { changesToSave } from "./workspace-changes.ts";

const saved = (...paths: string[]) => paths.map((path) => ({ path, size: 1, sha: path }));
const typed = (text: string) => ({ kind: "text", text }) as const;

describe("the file tree", () => {
  it("GOH-18: puts what one opens first on top, then folders, then the rest", () => {
    const nodes = buildTree(
      ["LICENSE", "values.yaml", "templates/b.yaml", "Chart.yaml", "templates/a10", "templates/a9"],
      ["ci"],
      [],
    );
    expect(nodes.get(ROOT)?.children).toEqual(["Chart.yaml", "values.yaml", "ci", "templates", "LICENSE"]);
    expect(nodes.get("templates")?.children).toEqual(["templates/a9", "templates/a10", "templates/b.yaml"]);
  });

  it("GOH-18: keeps deleted files in sight, and finds files by parts of their path", () => {
    expect(buildTree(["a"], [], ["t/gone"]).get("t/gone")).toMatchObject({ isGone: true });
    expect(searchPaths(["templates/hpa.yaml", "ci/hpa.yaml", "values.yaml"], "temp HPA")).toEqual([
      "templates/hpa.yaml",
    ]);
  });
});

describe("the state of the editor", () => {
  const start = keepSavedText(startEditor("c1", saved("a.yaml", "b.yaml")), "a.yaml", "a: 1\n");

  it("CAT-18: typing changes a text without writing it back into the editor; other changes do", () => {
    const now = typeText(start, "a.yaml", "a: 2\n");
    expect(textOf(now, now.workspace.files.get("a.yaml") ?? fail())).toBe("a: 2\n");
    expect(now.revisions.size).toBe(0);
    const merged = changeFiles(now, (workspace) => putFile(workspace, "a.yaml", typed("merged")));
    expect(merged.revisions.get("a.yaml")).toBe(1);
    expect(unsavedChanges(typeText(now, "a.yaml", "a: 1\n").workspace).size).toBe(0);
  });

  it("GOH-20: closes the tabs of files that are gone", () => {
    const open = openFile(openFile(start, "a.yaml"), "b.yaml", 3);
    expect(open.reveal).toEqual({ path: "b.yaml", line: 3, column: 1 });
    expect(changeFiles(open, (workspace) => deleteFiles(workspace, ["b.yaml"])).tabs).toEqual({
      paths: ["a.yaml"],
      active: "a.yaml",
    });
  });
});

describe("a save that succeeded", () => {
  const open = openWorkspace("c1", saved("a", "b", "c"));

  it("CAT-19: leaves what was typed while it was under way unsaved, and nothing else", () => {
    let sent = putFile(putFile(open, "a", typed("1")), "n", typed("new"));
    sent = movePath(deleteFiles(sent, ["b"]), "c", "d");
    const typedMeanwhile = putFile(sent, "a", typed("2"));
    const now = settleSave(typedMeanwhile, sent, "c2", saved("a", "d", "n"));
    expect(now.commit).toBe("c2");
    expect(changesToSave(now)).toEqual([{ op: "put", path: "a", content: "2", encoding: "utf-8" }]);
    expect(changesToSave(settleSave(sent, sent, "c2", saved("a", "d", "n")))).toEqual([]);
  });

  it("CAT-19: follows a file that was moved while the save was under way", () => {
    const sent = putFile(open, "a", typed("1"));
    const now = settleSave(movePath(sent, "a", "z"), sent, "c2", saved("a", "b", "c"));
    expect(changesToSave(now)).toEqual([{ op: "move", path: "a", to: "z" }]);
  });
});

it("CAT-20: tells texts from binary files, and carries bytes as base64", () => {
  expect(readBytes(new TextEncoder().encode("é: 1\n"))).toEqual({ kind: "text", text: "é: 1\n" });
  expect(readBytes(new Uint8Array([0x1f, 0x8b, 0]))).toEqual({ kind: "binary" });
  expect(readBytes(new Uint8Array([0xff, 0xfe]))).toEqual({ kind: "binary" });
  expect(toBase64(new Uint8Array([0, 255, 16]))).toBe("AP8Q");
});

function fail(): never {
  throw new Error("the file is not there");
}
