import { describe, expect, it } from "vitest";
import { readFileAddress, writeFileAddress } from "./file-address.ts";
import { nameOfCopy, refusePath, refuseSize } from "./file-path.ts";
import { closeOtherTabs, closeTab, moveTab, noTabs, openTab, renameTabs } from "./open-tabs.ts";
import { openWorkspace } from "./workspace.ts";

const abc = ["a", "b", "c"].reduce(openTab, noTabs);

describe("tabs", () => {
  it("GOH-20: opens a file once, beside the one that is shown", () => {
    expect(openTab({ paths: ["a", "b"], active: "a" }, "x")).toEqual({ paths: ["a", "x", "b"], active: "x" });
    expect(openTab(abc, "a")).toEqual({ paths: ["a", "b", "c"], active: "a" });
  });

  it("GOH-20: closes one and shows its neighbour; closes all others", () => {
    expect(closeTab(abc, "c")).toEqual({ paths: ["a", "b"], active: "b" });
    expect(closeTab({ ...abc, active: "a" }, "a")).toEqual({ paths: ["b", "c"], active: "b" });
    expect(closeTab(abc, "a").active).toBe("c");
    expect(closeTab({ paths: ["a"], active: "a" }, "a")).toEqual(noTabs);
    expect(closeOtherTabs(abc, "b")).toEqual({ paths: ["b"], active: "b" });
  });

  it("GOH-20: reorders, and stays within the row", () => {
    expect(moveTab(abc, "a", 1).paths).toEqual(["b", "a", "c"]);
    expect(moveTab(abc, "a", 9).paths).toEqual(["b", "c", "a"]);
    expect(moveTab(abc, "c", -1).paths).toEqual(["c", "a", "b"]);
  });

  it("GOH-18: follows moved files and forgets deleted ones", () => {
    const follow = (path: string) => (path === "b" ? "t/b" : path === "c" ? null : path);
    expect(renameTabs(abc, follow)).toEqual({ paths: ["a", "t/b"], active: "t/b" });
  });
});

describe("the address of a file", () => {
  it("CAT-27: reads and writes file and line, and keeps other parameters", () => {
    expect(readFileAddress("?org=x&file=templates/hpa.yaml", "#L14")).toEqual({
      path: "templates/hpa.yaml",
      line: 14,
    });
    expect(readFileAddress("?org=x", "#L14")).toBeNull();
    expect(writeFileAddress("?file=old&org=x", { path: "templates/a b.yaml", line: 3 })).toBe(
      "?org=x&file=templates/a%20b.yaml#L3",
    );
    expect(writeFileAddress("?file=old", null)).toBe("");
  });
});

describe("paths", () => {
  const workspace = openWorkspace("c", [
    { path: "values.yaml", size: 1, sha: "1" },
    { path: "templates/a.yaml", size: 1, sha: "2" },
  ]);

  it("PUB-4: refuses what could never be published, with the reason", () => {
    for (const path of ["", "/a", "a/", "a//b", "../a", "a/./b", "a\\b", "a\nb"]) {
      expect(refusePath(workspace, path), path).not.toBeNull();
    }
    expect(refusePath(workspace, "Values.yaml")).toContain("capital letters");
    expect(refusePath(workspace, "templates")).toContain("is a folder");
    expect(refusePath(workspace, "values.yaml/x")).toContain("is a file");
    expect(refusePath(workspace, "templates/b.yaml")).toBeNull();
    expect(refusePath(workspace, "values.yaml", "values.yaml")).toBeNull();
  });

  it("CAT-20: states the limits of a file and of an artifact", () => {
    expect(refuseSize(workspace, "x", 5 * 1024 * 1024)).toBeNull();
    expect(refuseSize(workspace, "x", 5 * 1024 * 1024 + 1)).toContain("5 MiB");
  });

  it("GOH-18: names a copy after its file", () => {
    expect(nameOfCopy("t/a.yaml", (path) => path === "t/a-copy.yaml")).toBe("t/a-copy-2.yaml");
  });
});
