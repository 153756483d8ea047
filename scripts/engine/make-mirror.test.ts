import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findChangedFiles, makeMirror, sha256, type UpstreamSource } from "./make-mirror.ts";
import { readUpstream, type Upstream } from "./upstream.ts";

const DIAL = 'package a\n\nimport "net/http"\n\nvar get = http.Get\n';
const SNIFF = "package http\n\nfunc Sniff() {}\n";
const PLAIN = "package a\n";

/** A toolchain and one module of three Go files, of which two are touched, as the Go command would give them. */
describe("the mirror of upstream's modules", () => {
  let root = "";
  const write = (path: string, text: string) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { force: true });
    writeFileSync(file, text);
    return file;
  };
  const source: UpstreamSource = {
    download: (path, version) => ({ folder: join(root, "cache", `${path}@${version}`), sum: "h1:right" }),
    toolchainFolder: () => join(root, "go"),
  };
  const engine = () => join(root, "engine");
  const mirrored = (path: string) => readFileSync(join(engine(), ".mirror", path), "utf8");
  const pin = (change: (upstream: Upstream) => void = () => {}) => {
    const upstream: Upstream = {
      builds: {
        helm: { version: "v1", pins: "a.test/a", why: "a test", linkerVariables: {} },
        kustomize: { version: "v1", pins: "a.test/a", why: "a test", linkerVariables: {} },
      },
      modules: [
        {
          path: "a.test/a",
          version: "v1.0.0",
          sum: "h1:right",
          dir: "a",
          skip: ["testdata"],
          files: [
            {
              path: "dial.go",
              sha256: sha256(DIAL),
              why: "no network",
              edits: [
                { find: 'import "net/http"\n\n', put: "" },
                { find: "http.Get", put: "refuse" },
              ],
            },
            { path: "clone.go", sha256: sha256(PLAIN), why: "no git", replaceWith: "clone.go" },
            { path: "exec.go", sha256: sha256(PLAIN), why: "no programs", delete: true },
          ],
          add: [{ from: "refuse.go", path: "inner/refuse.go" }],
        },
      ],
      toolchain: [
        {
          path: "src/sniff.go",
          sha256: sha256(SNIFF),
          why: "the sniffer alone",
          to: "a/sniff.go",
          edits: [{ find: "package http", put: "package a" }],
        },
      ],
    };
    change(upstream);
    write("engine/upstream.json", JSON.stringify(upstream));
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "mirror-"));
    const cached = "cache/a.test/a@v1.0.0";
    // The module cache is read-only, and what is copied from it must be writable all the same.
    chmodSync(write(`${cached}/dial.go`, DIAL), 0o444);
    for (const file of ["clone.go", "exec.go", "same.go", "same_test.go"]) write(`${cached}/${file}`, PLAIN);
    write(`${cached}/testdata/big.txt`, "big");
    write("go/src/sniff.go", SNIFF);
    write("engine/edits/clone.go", "package a // ours\n");
    write("engine/edits/refuse.go", "package inner\n");
    pin();
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("ENG-2: holds upstream's files with the edits, the replacements and nothing that is left out", () => {
    makeMirror(engine(), source);
    expect(mirrored("a/dial.go")).toBe("package a\n\nvar get = refuse\n");
    expect(mirrored("a/clone.go")).toBe("package a // ours\n");
    expect(mirrored("a/inner/refuse.go")).toBe("package inner\n");
    expect(mirrored("a/same.go")).toBe(PLAIN);
    expect(mirrored("a/sniff.go")).toBe("package a\n\nfunc Sniff() {}\n");
    for (const gone of ["a/exec.go", "a/same_test.go", "a/testdata/big.txt"])
      expect(existsSync(join(engine(), ".mirror", gone))).toBe(false);
  });

  it.each([
    ["a file of a module", "cache/a.test/a@v1.0.0/dial.go", `${DIAL}\n`, "a.test/a/dial.go"],
    ["a file that is replaced", "cache/a.test/a@v1.0.0/clone.go", "package b\n", "a.test/a/clone.go"],
    ["a file that is taken away", "cache/a.test/a@v1.0.0/exec.go", "package b\n", "a.test/a/exec.go"],
    ["a file of Go itself", "go/src/sniff.go", `${SNIFF}\n`, "go/src/sniff.go"],
  ])("ENG-2: %s with another hash stops the build and is named", (_name, file, text, named) => {
    write(file, text);
    expect(() => makeMirror(engine(), source)).toThrow(
      `upstream files that we touch have changed:\n  ${named} is now ${sha256(text)}\nSee engine/README.md, Upgrading.`,
    );
    expect(existsSync(join(engine(), ".mirror"))).toBe(false);
  });

  it("ENG-8: every touched file that changed or went is listed, and no other", () => {
    write("cache/a.test/a@v1.0.0/same.go", "package b\n");
    write("cache/a.test/a@v1.0.0/clone.go", "package b\n");
    rmSync(join(root, "cache/a.test/a@v1.0.0/dial.go"));
    expect(findChangedFiles(readUpstream(engine()), source)).toEqual([
      { module: "a.test/a", path: "dial.go", recorded: sha256(DIAL), found: "gone" },
      { module: "a.test/a", path: "clone.go", recorded: sha256(PLAIN), found: sha256("package b\n") },
    ]);
  });

  it.each([
    ["not there", "http.Post"],
    ["there more than once", "a"],
  ])("ENG-2: an edit whose text is %s stops the build and is shown", (_name, find) => {
    pin(({ modules }) => modules[0]?.files[0]?.edits?.splice(1, 1, { find, put: "refuse" }));
    expect(() => makeMirror(engine(), source)).toThrow(
      `a.test/a/dial.go: this must stand there exactly once:\n${find}`,
    );
  });

  it("ENG-2: a module with another sum stops the build", () => {
    pin(({ modules }) => Object.assign(modules[0] ?? {}, { sum: "h1:pinned" }));
    expect(() => makeMirror(engine(), source)).toThrow("a.test/a@v1.0.0 has the sum h1:right, not h1:pinned");
  });

  it("ENG-2: pins that are not in their form stop the build", () => {
    pin(({ modules }) => Object.assign(modules[0]?.files[0] ?? {}, { sha256: "short" }));
    expect(() => makeMirror(engine(), source)).toThrow("sha256");
  });
});
