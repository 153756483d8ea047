import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDraft, anArtifact } from "#lib/catalog/fixtures.ts";
import { readTree } from "#lib/git/read-tree.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import { aMember, anOrganization } from "#lib/organization/fixtures.ts";
import type { BlobStore } from "#lib/storage/types.ts";
import { exportOrganization } from "./export-organization.ts";
import { anOwnStore, filesIn, tamper } from "./fixtures.ts";

const hasGit = spawnSync("git", ["--version"]).status === 0;
const reason = hasGit ? "" : " (skipped: there is no git command on this machine)";

let root: string;
let store: BlobStore;
let unpacked: string;
beforeAll(async () => {
  ({ root, store } = await anOwnStore());
  unpacked = await mkdtemp(path.join(tmpdir(), "chartroom-export-"));
});
afterAll(() => Promise.all([root, unpacked].map((folder) => rm(folder, { recursive: true, force: true }))));

const FOLDER = "artifacts/charts/payments~web";
/** Of one page, and of one more. */
const COMMITS = 23;

const textsOf = (value: number): Record<string, string> => ({
  "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "templates/a.yaml": "a: 1\n",
  "templates/deep/er/b.yaml": "a: 1\n",
  "values.yaml": `value: ${value} # é\n`,
  ...(value % 2 === 0 ? { ".helmignore": "" } : {}),
});

/** A chart whose values change and change back: trees and files come again. */
async function aHistory() {
  const owner = await aMember(await anOrganization(), "owner");
  const { facts } = await anArtifact({ by: owner, name: "payments/web" });
  const commits: string[] = [];
  for (let value = 0; value < COMMITS; value += 1) {
    const { commit } = await aDraft(owner, facts, textsOf(value % 7));
    commits.unshift(commit);
  }
  return { owner, facts, commits };
}

describe("the drafts in an export", () => {
  it.skipIf(!hasGit)(
    `ROLE-9 GOH-9: are repositories that git reads, from the first commit on${reason}`,
    async () => {
      const { owner, facts, commits } = await aHistory();
      const files = await filesIn(await exportOrganization(owner));
      for (const [name, bytes] of files) {
        if (!name.startsWith(`${FOLDER}/draft.git/`)) continue;
        await mkdir(path.dirname(path.join(unpacked, name)), { recursive: true });
        await writeFile(path.join(unpacked, name), bytes);
      }
      const git = (repository: string, ...args: string[]) => {
        const env = { NODE_ENV: "test", PATH: "/usr/local/bin:/usr/bin:/bin", HOME: unpacked } as const;
        const run = spawnSync("git", ["-C", path.join(unpacked, repository), ...args], { env });
        if (run.status !== 0) throw new Error(run.stderr.toString());
        return run.stdout.toString();
      };
      const repository = `${FOLDER}/draft.git`;
      expect(git(repository, "fsck", "--strict", "--full")).toBe("");
      expect(git(repository, "log", "--format=%H", "main").trim().split("\n")).toEqual(commits);
      const objects = [...files.keys()].filter((name) => name.startsWith(`${repository}/objects/`));
      expect(git(repository, "count-objects").split(" ")[0]).toBe(String(objects.length));
      expect(git(repository, "rev-list", "--objects", "main").trim().split("\n")).toHaveLength(
        objects.length,
      );

      const [headId = ""] = commits;
      const tree = await readTree({ orgId: owner.orgId, historyId: facts.id, commitId: headId });
      const listed = tree.map(
        ({ path: at, sha, executable }) => `${executable ? 100755 : 100644} blob ${sha}\t${at}`,
      );
      expect(git(repository, "ls-tree", "-r", "main").trim().split("\n")).toEqual(listed);
      git(".", "clone", "--quiet", repository, "cloned");
      for (const { path: at } of tree)
        expect(git("cloned", "show", `HEAD:${at}`)).toBe(files.get(`${FOLDER}/draft/${at}`)?.toString());
    },
  );

  it("X10: end the archive where a file that only an old commit has is missing", async () => {
    const { owner, facts, commits } = await aHistory();
    const { orgId } = owner;
    const old = await readTree({ orgId, historyId: facts.id, commitId: commits.at(-1) ?? "" });
    const now = await readTree({ orgId, historyId: facts.id, commitId: commits[0] ?? "" });
    const lost = old.find(({ sha }) => now.every((file) => file.sha !== sha));
    await store.delete(digestSchema.parse(lost?.digest));
    await expect(filesIn(await exportOrganization(owner))).rejects.toThrow();
  });

  it("X10: end the archive where an old commit is damaged, or gone", async () => {
    const { owner, commits } = await aHistory();
    const old = commits.at(-2);
    await tamper(`UPDATE "GitCommit" SET "message" = 'other' WHERE "id" = '${old}'`);
    await expect(filesIn(await exportOrganization(owner))).rejects.toThrow(old);
    await tamper(`DELETE FROM "GitCommit" WHERE "id" = '${old}'`);
    await expect(filesIn(await exportOrganization(owner))).rejects.toThrow(old);
  });
});
