import { createHash, type Hash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { extract } from "tar-stream";
import { z } from "zod";
import { keepAllBytes } from "#lib/blobs/blob-locks.ts";
import { checkVersionJob } from "#lib/catalog/check-version-job.ts";
import { db } from "#lib/db/database.ts";
import { type DatabaseSession, openSession } from "#lib/db/open-session.ts";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";
import { newId } from "#lib/ids/ids.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { endSchema, FORMAT, headSchema, kindOfEntry } from "./backup-format.ts";
import { BackupRefused } from "./backup-refused.ts";
import { appliedMigrations, backupTables, filledTables } from "./backup-tables.ts";

/** A piece of a table is a megabyte and its last row, which may be a manifest of some megabytes as text. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024;

export type RestoreReport = { madeAt: string; rows: number; versions: number; blobs: number };

type Entry = AsyncIterable<Buffer> & { header: { name: string } };

type Restoring = {
  client: DatabaseSession;
  tables: string[];
  madeAt: string | null;
  rows: Record<string, number>;
  hash: Hash;
  blobs: Set<Digest>;
  isComplete: boolean;
};

const broken = (why: string) =>
  new BackupRefused(`This is not a whole backup: ${why}. Nothing was restored.`);

async function readText(entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of entry) {
    size += chunk.length;
    if (size > MAX_TEXT_BYTES) throw broken(`${entry.header.name} is too large`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function readJson(bytes: Buffer, name: string): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new BackupRefused(broken(`${name} is not JSON`).message, { cause: error });
  }
}

async function takeHead(to: Restoring, entry: Entry): Promise<void> {
  const head = headSchema.safeParse(readJson(await readText(entry), entry.header.name));
  if (!head.success) throw broken("it does not say what it is");
  if (head.data.format !== FORMAT)
    throw new BackupRefused(
      `The backup has format ${head.data.format}; this Chartroom reads format ${FORMAT}. Nothing was restored.`,
    );
  const here = await appliedMigrations(to.client);
  if (here.join() !== head.data.migrations.join())
    throw new BackupRefused(
      `The backup was made by another version of Chartroom: its database stood at ${head.data.migrations.at(-1)}, this one's stands at ${here.at(-1)}. Restore it with the version that made it, then upgrade. Nothing was restored.`,
    );
  to.madeAt = head.data.madeAt;
}

async function takeTable(to: Restoring, table: string, entry: Entry): Promise<void> {
  if (!to.tables.includes(table)) throw broken(`there is no table ${table}`);
  const bytes = await readText(entry);
  to.hash.update(bytes);
  const { rowCount } = await to.client.query(
    `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1::json)`,
    [bytes.toString("utf8")],
  );
  to.rows[table] = (to.rows[table] ?? 0) + (rowCount ?? 0);
}

async function takeBlob(to: Restoring, name: string, entry: Entry): Promise<void> {
  const digest = digestSchema.safeParse(name);
  if (!digest.success) throw broken(`${name} is no digest`);
  const id = newId("upl");
  const store = blobStore();
  try {
    to.blobs.add(digest.data);
    await store.storeUpload(id, entry, Number.MAX_SAFE_INTEGER, digest.data);
  } catch (error) {
    await store.discardUpload(id);
    if (isProblem(error) && error.code === "digest_invalid") throw broken(`the blob ${name} has other bytes`);
    throw error;
  }
}

const namedSchema = z.array(z.object({ digest: digestSchema }));

async function takeEnd(to: Restoring, entry: Entry): Promise<void> {
  const end = endSchema.safeParse(readJson(await readText(entry), entry.header.name));
  if (!end.success) throw broken("its end cannot be read");
  const { rows, blobs, tablesHash } = end.data;
  if (to.hash.digest("hex") !== tablesHash) throw broken("its tables are not as they were written");
  for (const [table, count] of Object.entries(rows))
    if ((to.rows[table] ?? 0) !== count)
      throw broken(`${table} has ${to.rows[table] ?? 0} rows, ${count} were written`);
  if (to.blobs.size !== blobs) throw broken(`it has ${to.blobs.size} blobs, ${blobs} were written`);
  const { rows: named } = await to.client.query(`SELECT "digest" FROM "Blob"`);
  const missing = namedSchema.parse(named).find(({ digest }) => !to.blobs.has(digest));
  if (missing) throw broken(`the blob ${missing.digest} is missing`);
  to.isComplete = true;
}

async function takeEntry(to: Restoring, entry: Entry): Promise<void> {
  const what = kindOfEntry(entry.header.name);
  if (to.madeAt === null && what.kind !== "head") throw broken("it does not begin as one");
  switch (what.kind) {
    case "head":
      return takeHead(to, entry);
    case "table":
      return takeTable(to, what.table, entry);
    case "blob":
      return takeBlob(to, what.digest, entry);
    case "end":
      return takeEnd(to, entry);
    case "unknown":
      throw broken(`it holds ${entry.header.name}`);
  }
}

async function takeAll(to: Restoring, file: string): Promise<void> {
  const tar = extract();
  const source = createReadStream(file);
  source.on("error", (error) => tar.destroy(error));
  source.pipe(tar);
  try {
    for await (const entry of tar) {
      // A stream without encoding gives buffers.
      await takeEntry(to, entry as Entry);
      entry.resume();
    }
  } catch (error) {
    if (error instanceof Error && /tar header|Unexpected end/.test(error.message))
      throw new BackupRefused(broken("it is cut off, or no tar file").message, { cause: error });
    throw error;
  } finally {
    source.destroy();
  }
  if (!to.isComplete) throw broken("its end is missing");
}

async function requireEmpty(client: DatabaseSession): Promise<void> {
  const [filled] = await filledTables(client);
  const where =
    "A backup is restored into an empty data folder and database, before their server's first start.";
  if (filled) throw new BackupRefused(`The database is not empty (${filled}). ${where}`);
  for await (const digest of blobStore().digests())
    throw new BackupRefused(`The blob store is not empty (${digest}). ${where}`);
}

/** Triggers that number, chain and freeze rows are for new ones: these come as they were. Foreign keys are checked. */
async function inOneTransaction(to: Restoring, work: () => Promise<void>): Promise<void> {
  const { client, tables } = to;
  try {
    if (!(await keepAllBytes(client))) throw new BackupRefused("A backup or a restore is at work here.");
    await client.query("BEGIN");
    await requireEmpty(client);
    for (const table of tables) await client.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
    await work();
    for (const table of tables) await client.query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    // The store was empty: what is in it now came from the file.
    for (const digest of to.blobs) await blobStore().delete(digest);
    throw error;
  }
}

/** Jobs are not in a backup: versions whose check was still to come are checked now. */
async function askForChecks(): Promise<void> {
  const pending = await db().versionCheck.findMany({
    where: { state: "pending" },
    select: { versionId: true },
  });
  for (const { versionId } of pending)
    await db().$transaction((tx) => enqueue(tx, checkVersionJob, { versionId }));
}

/**
 * Puts a backup back into an empty database and an empty store: all of it or nothing. Every blob is hashed as it is read.
 * @throws BackupRefused in words: not empty, another version, broken, cut off
 */
export async function restoreBackup(file: string): Promise<RestoreReport> {
  if (!existsSync(file)) throw new BackupRefused(`There is no file ${file}.`);
  const client = await openSession();
  try {
    const to: Restoring = {
      client,
      tables: await backupTables(client),
      madeAt: null,
      rows: {},
      hash: createHash("sha256"),
      blobs: new Set(),
      isComplete: false,
    };
    await inOneTransaction(to, () => takeAll(to, file));
    await askForChecks();
    const rows = Object.values(to.rows).reduce((sum, count) => sum + count, 0);
    return { madeAt: to.madeAt ?? "", rows, versions: to.rows.Version ?? 0, blobs: to.blobs.size };
  } finally {
    await client.close();
  }
}
