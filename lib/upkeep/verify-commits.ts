import { db } from "#lib/db/database.ts";
import { encodeCommit } from "#lib/git/encode-commit.ts";
import { treeId } from "#lib/git/encode-tree.ts";
import { objectId } from "#lib/git/object-id.ts";
import { parseTreeFiles } from "#lib/git/read-tree.ts";
import type { TreeFile } from "#lib/git/types.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import { PAGE_ROWS, pagesOf, type Report } from "./fault.ts";
import { readWhatIsThere } from "./read-what-is-there.ts";

type TreeKey = { orgId: string; id: string };
type CommitKey = { orgId: string; historyId: string; position: number };

/** Files that were looked at: the same file is in many trees. */
class SeenFiles {
  readonly #faults = new Map<string, string | null>();

  /** @returns what is wrong with the file's bytes; null where nothing is */
  async faultOf({ digest, sha, sizeBytes }: TreeFile): Promise<string | null> {
    const key = `${digest} ${sha}`;
    const known = this.#faults.get(key);
    if (known !== undefined) return known;
    const fault = await this.#look(digest, sha, sizeBytes);
    this.#faults.set(key, fault);
    return fault;
  }

  async #look(digest: string, sha: string, sizeBytes: number): Promise<string | null> {
    const parsed = digestSchema.safeParse(digest);
    const chunks: Buffer[] = [];
    if (!parsed.success || !(await readWhatIsThere(parsed.data, (chunk) => chunks.push(chunk))))
      return "is missing";
    const bytes = Buffer.concat(chunks);
    if (bytes.length !== sizeBytes) return `has ${bytes.length} bytes, ${sizeBytes} are recorded`;
    return objectId("blob", bytes) === sha ? null : "is not what git's id says";
  }
}

function treesAfter(after: TreeKey | null) {
  return db().gitTree.findMany({
    where:
      after === null
        ? {}
        : { OR: [{ orgId: { gt: after.orgId } }, { orgId: after.orgId, id: { gt: after.id } }] },
    orderBy: [{ orgId: "asc" }, { id: "asc" }],
    take: PAGE_ROWS / 10,
    select: { orgId: true, id: true, files: true },
  });
}

async function isThere(orgId: string, id: string): Promise<boolean> {
  const tree = await db().gitTree.findUnique({ where: { orgId_id: { orgId, id } }, select: { id: true } });
  return tree !== null;
}

type TreeRow = Awaited<ReturnType<typeof treesAfter>>[number];

async function checkTree({ orgId, id, files }: TreeRow, seen: SeenFiles, report: Report): Promise<void> {
  const leaves = parseTreeFiles(files);
  if (treeId(leaves) !== id) report("commit", `tree ${id}`, "is not what its files make");
  for (const file of leaves) {
    const fault = await seen.faultOf(file);
    // A tree that was collected since it was read needs nothing any more.
    if (fault && (await isThere(orgId, id))) report("commit", `tree ${id}`, `${file.path} ${fault}`);
  }
}

async function verifyTrees(report: Report): Promise<void> {
  const seen = new SeenFiles();
  let after: TreeKey | null = null;
  for (;;) {
    const rows: TreeRow[] = await treesAfter(after);
    for (const row of rows) await checkTree(row, seen, report);
    const last = rows.at(-1);
    if (!last) return;
    after = { orgId: last.orgId, id: last.id };
  }
}

function commitsAfter(after: CommitKey | null) {
  return db().gitCommit.findMany({
    where:
      after === null
        ? {}
        : {
            OR: [
              { orgId: { gt: after.orgId } },
              { orgId: after.orgId, historyId: { gt: after.historyId } },
              { orgId: after.orgId, historyId: after.historyId, position: { gt: after.position } },
            ],
          },
    orderBy: [{ orgId: "asc" }, { historyId: "asc" }, { position: "asc" }],
    take: PAGE_ROWS,
  });
}

/** A history is a chain: each commit follows the one before it, the first follows nothing; and its tree is there. */
async function verifyChains(report: Report): Promise<void> {
  const broken = await db().$queryRaw<{ id: string; fault: string }[]>`
    SELECT c."id", CASE
        WHEN t."id" IS NULL THEN 'its tree is missing'
        WHEN c."position" = 1 THEN 'it is the first and has a parent'
        ELSE 'it does not follow the commit before it' END AS fault
    FROM (SELECT *, lag("id") OVER w AS before, lag("position") OVER w AS "beforeAt" FROM "GitCommit"
      WINDOW w AS (PARTITION BY "orgId", "historyId" ORDER BY "position")) c
    LEFT JOIN "GitTree" t ON t."orgId" = c."orgId" AND t."id" = c."treeId"
    WHERE t."id" IS NULL OR c."parentId" IS DISTINCT FROM c.before OR c."position" <> coalesce(c."beforeAt", 0) + 1`;
  for (const { id, fault } of broken) report("commit", id, fault);
}

async function verifyHeads(report: Report): Promise<void> {
  const rows = await db().$queryRaw<{ name: string; headId: string }[]>`
    SELECT a."kind" || ' ' || CASE a."project" WHEN '' THEN '' ELSE a."project" || '/' END || a."name" AS name, d."headId"
    FROM "Draft" d JOIN "Artifact" a ON a."id" = d."artifactId"
    WHERE NOT EXISTS (SELECT 1 FROM "GitCommit" c
      WHERE c."orgId" = d."orgId" AND c."historyId" = d."artifactId" AND c."id" = d."headId")`;
  for (const { name, headId } of rows) report("draft", name, `stands at ${headId}, which is no commit of it`);
}

/** Every commit and tree has the id that git computes, every file of a tree is there, every draft stands at a commit. */
export async function verifyCommits(report: Report): Promise<number> {
  let count = 0;
  const keyOf = ({ orgId, historyId, position }: CommitKey) => ({ orgId, historyId, position });
  for await (const row of pagesOf(commitsAfter, keyOf)) {
    count += 1;
    const author = { name: row.authorName, email: row.authorEmail };
    const id = objectId("commit", encodeCommit({ ...row, author }));
    if (id !== row.id) report("commit", row.id, `is ${id} when computed again`);
  }
  await verifyTrees(report);
  await verifyChains(report);
  await verifyHeads(report);
  return count;
}
