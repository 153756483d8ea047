import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanAuthor, cleanMessage, encodeCommit } from "./encode-commit.ts";
import { encodeTrees, sortByPath, treeId } from "./encode-tree.ts";
import { objectId } from "./object-id.ts";

const hasGit = spawnSync("git", ["--version"]).status === 0;
const reason = hasGit ? "" : " (skipped: there is no git command on this machine)";

const TEXTS: Record<string, { text: string; executable?: boolean }> = {
  "Chart.yaml": { text: "name: web\n" },
  "README.md": { text: "" },
  "a.b": { text: "sorts before the folder a/" },
  "a/c": { text: "in a" },
  a0: { text: "sorts after the folder a/" },
  "templates/deployment.yaml": { text: "kind: Deployment\n" },
  "templates/tests/run.sh": { text: "#!/bin/sh\n", executable: true },
  "templates/ümlaut – 日本.txt": { text: "päth" },
  "z/y/x/w/deep.txt": { text: "deep" },
};
const leaves = Object.entries(TEXTS).map(([at, { text, executable = false }]) => ({
  path: at,
  executable,
  sha: objectId("blob", Buffer.from(text)),
}));

describe.skipIf(!hasGit)(`GOH-9: objects are git's own${reason}`, () => {
  let repository = "";
  const git = (args: string[], input: string | Buffer = "", env: Record<string, string> = {}) => {
    const run = spawnSync("git", ["-C", repository, ...args], {
      input,
      env: { NODE_ENV: "test", PATH: "/usr/local/bin:/usr/bin:/bin", HOME: repository, ...env },
    });
    if (run.status !== 0) throw new Error(run.stderr.toString());
    return run.stdout.toString().trim();
  };
  const writeBlobs = () => {
    for (const { text } of Object.values(TEXTS)) git(["hash-object", "-w", "--stdin"], text);
  };

  beforeAll(() => {
    repository = mkdtempSync(path.join(tmpdir(), "git-objects-"));
    git(["init", "--quiet"]);
  });
  afterAll(() => rmSync(repository, { recursive: true, force: true }));

  it("gives a blob the id that git hash-object gives", () => {
    for (const text of ["", "x", "päth\r\n", "\0binary\xff"])
      expect(objectId("blob", Buffer.from(text))).toBe(git(["hash-object", "--stdin"], text));
  });

  it("gives nested trees the ids that git gives, files before, between and after folders, executables marked", () => {
    writeBlobs();
    for (const { path: at, executable, sha } of leaves)
      git(["update-index", "--add", "--cacheinfo", `${executable ? "100755" : "100644"},${sha},${at}`]);
    expect(treeId(leaves)).toBe(git(["write-tree"]));
    expect(treeId([...leaves].reverse())).toBe(treeId(leaves));
  });

  it("encodes trees that git reads back: mktree gives the same id, fsck finds nothing", () => {
    writeBlobs();
    for (const object of encodeTrees(leaves))
      expect(git(["hash-object", "-w", "-t", "tree", "--stdin"], object.body)).toBe(object.id);
    const listing = git(["ls-tree", treeId(leaves)]);
    expect(git(["mktree"], `${listing}\n`)).toBe(treeId(leaves));
    expect(
      git(["ls-tree", "-r", "-z", "--name-only", treeId(leaves)])
        .split("\0")
        .filter(Boolean),
    ).toEqual(sortByPath(leaves).map((leaf) => leaf.path));
    git(["fsck", "--strict", "--full"]);
  });

  it("gives the empty tree git's well-known id", () => {
    expect(treeId([])).toBe("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
  });

  it("gives first and later commits the ids that git commit-tree gives", () => {
    writeBlobs();
    for (const object of encodeTrees(leaves))
      git(["hash-object", "-w", "-t", "tree", "--stdin"], object.body);
    const committedAt = new Date("2026-02-03T04:05:06Z");
    const author = cleanAuthor({ name: "Zoë O'Neil", email: "zoe@example.com" });
    const stamp = `${committedAt.getTime() / 1000} +0000`;
    const env = {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_AUTHOR_DATE: stamp,
      GIT_COMMITTER_NAME: author.name,
      GIT_COMMITTER_EMAIL: author.email,
      GIT_COMMITTER_DATE: stamp,
    };
    const tree = treeId(leaves);
    const message = cleanMessage("Raise the replicas\r\n\r\nBecause of load – 負荷.\n\n");
    const first = objectId(
      "commit",
      encodeCommit({ treeId: tree, parentId: null, author, committedAt, message }),
    );
    expect(first).toBe(git(["commit-tree", tree], message, env));
    const second = encodeCommit({ treeId: tree, parentId: first, author, committedAt, message });
    expect(objectId("commit", second)).toBe(git(["commit-tree", tree, "-p", first], message, env));
    git(["hash-object", "-w", "-t", "commit", "--stdin"], second);
    git(["fsck", "--strict", "--full"]);
  });

  it("cleans names that would break an author line", () => {
    expect(cleanAuthor({ name: "<Eve>\nauthor x", email: " a<b>@c. " })).toEqual({
      name: "Eveauthor x",
      email: "ab@c",
    });
    expect(cleanAuthor({ name: "…", email: "" }).email).toBe("unknown");
  });
});
