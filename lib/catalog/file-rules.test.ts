import { describe, expect, it } from "vitest";
import { isProblem } from "#lib/problems/problem.ts";
import { faultOfPath, MAX_FILE_BYTES, MAX_FILES, refuseFiles } from "./file-rules.ts";

const file = (path: string, sizeBytes = 1) => ({ path, sizeBytes });

function refusal(files: { path: string; sizeBytes: number }[]): { code: string; detail: string } | null {
  try {
    refuseFiles(files, "archive_invalid");
    return null;
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { code: error.code, detail: error.details.detail ?? "" };
  }
}

describe("PUB-4 CAT-20: the rules for every set of files", () => {
  it("takes ordinary paths, hidden files and other scripts", () => {
    for (const path of [
      "Chart.yaml",
      ".helmignore",
      "a/b/c.txt",
      "..data",
      "a..b",
      "日本/é.txt",
      ".gitignore",
    ])
      expect(faultOfPath(path)).toBeNull();
  });

  it.each([
    "",
    "/etc/passwd",
    "../up",
    "a/../b",
    "a/./b",
    "a//b",
    "a/",
    "a\\b",
    "a\nb",
    "a\0b",
    "C:/x",
    ".git/config",
    "sub/.GIT/hooks",
    `${"x".repeat(256)}`,
    `${"a/".repeat(600)}b`,
    "\ud800.txt",
  ])("refuses the path %j and names it", (path) => {
    expect(refusal([file("ok.txt"), file(path)])).toMatchObject({ code: "archive_invalid" });
  });

  it("refuses names that are twice there, collide by case or accents, or make a file a folder", () => {
    expect(refusal([file("a.txt"), file("a.txt")])?.detail).toContain("twice");
    expect(refusal([file("A.txt"), file("a.txt")])?.detail).toContain('"A.txt"');
    expect(refusal([file("\u00e9"), file("e\u0301")])?.code).toBe("archive_invalid");
    expect(refusal([file("a"), file("a/b")])?.detail).toContain("a file and a folder");
    expect(refusal([file("A"), file("a/b")])?.code).toBe("archive_invalid");
    expect(refusal([file("Docs/x"), file("docs/y")])?.detail).toContain('"Docs"');
    expect(refusal([file("a/x"), file("b/x")])).toBeNull();
  });

  it("refuses a file over 5 MiB with its name and the limit, and takes one of exactly 5 MiB", () => {
    expect(refusal([file("big.bin", MAX_FILE_BYTES)])).toBeNull();
    const refused = refusal([file("big.bin", MAX_FILE_BYTES + 1)]);
    expect(refused?.code).toBe("too_large");
    expect(refused?.detail).toContain("big.bin");
    expect(refused?.detail).toContain("5 MiB");
  });

  it("refuses more than 10,000 files and more than 100 MiB together", () => {
    const many = Array.from({ length: MAX_FILES + 1 }, (_, at) => file(`f${at}`));
    expect(refusal(many.slice(1))).toBeNull();
    expect(refusal(many)?.detail).toContain("10,000");
    const heavy = Array.from({ length: 21 }, (_, at) => file(`f${at}`, MAX_FILE_BYTES));
    expect(refusal(heavy.slice(1))).toBeNull();
    expect(refusal(heavy)?.detail).toContain("100 MiB");
  });
});
