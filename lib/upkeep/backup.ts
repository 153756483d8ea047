import { createHash } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { link, open, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Pack, pack } from "tar-stream";
import { z } from "zod";
import { keepAllBytes } from "#lib/blobs/blob-locks.ts";
import { clock } from "#lib/clock/clock.ts";
import { type DatabaseSession, openSession } from "#lib/db/open-session.ts";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import {
  type BackupEnd,
  type BackupHead,
  blobName,
  END,
  FORMAT,
  HEAD,
  tablePieceName,
} from "./backup-format.ts";
import { BackupRefused } from "./backup-refused.ts";
import { appliedMigrations, backupTables } from "./backup-tables.ts";

/** Rows that are read together, and how much of them goes into one piece: they bound the memory. */
const ROWS_AT_ONCE = 50;
const PIECE_CHARS = 1024 * 1024;

export type BackupReport = { file: string; rows: number; versions: number; blobs: number; blobBytes: number };

const damaged = (digest: Digest, how: string) =>
  new BackupRefused(`The blob ${digest} ${how}. "chartroom verify" names the versions that need it.`);

async function addEntry(tar: Pack, name: string, size: number, source: Readable): Promise<void> {
  const entry = tar.entry({ name, size, mode: 0o600, mtime: clock.now() });
  await pipeline(source, entry);
}

async function addText(tar: Pack, name: string, text: string): Promise<Buffer> {
  const bytes = Buffer.from(text);
  await addEntry(tar, name, bytes.length, Readable.from([bytes]));
  return bytes;
}

const rowSchema = z.object({ row: z.string() });

/** Rows of a table as JSON texts, as the transaction sees them. */
async function* rowsOf(client: DatabaseSession, table: string): AsyncIterable<string> {
  await client.query(
    `DECLARE backup NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS row FROM "${table}" t`,
  );
  for (;;) {
    const { rows } = await client.query(`FETCH ${ROWS_AT_ONCE} FROM backup`);
    for (const row of rows) yield rowSchema.parse(row).row;
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await client.query("CLOSE backup");
}

async function addTables(
  tar: Pack,
  client: DatabaseSession,
): Promise<Pick<BackupEnd, "rows" | "tablesHash">> {
  const hash = createHash("sha256");
  const rows: Record<string, number> = {};
  for (const table of await backupTables(client)) {
    let count = 0;
    let pieces = 0;
    let waiting: string[] = [];
    let chars = 0;
    const flush = async () => {
      if (waiting.length === 0) return;
      pieces += 1;
      hash.update(await addText(tar, tablePieceName(table, pieces), `[${waiting.join(",\n")}]`));
      waiting = [];
      chars = 0;
    };
    for await (const row of rowsOf(client, table)) {
      count += 1;
      waiting.push(row);
      chars += row.length;
      if (chars >= PIECE_CHARS) await flush();
    }
    await flush();
    rows[table] = count;
  }
  return { rows, tablesHash: hash.digest("hex") };
}

/** A backup of wrong bytes could not be restored: better to hear of them today. */
async function* checkedBytes(digest: Digest): AsyncIterable<Buffer> {
  const hash = createHash("sha256");
  // A stream without encoding gives buffers.
  for await (const chunk of blobStore().stream(digest) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    yield chunk;
  }
  if (`sha256:${hash.digest("hex")}` !== digest) throw damaged(digest, "has other bytes");
}

const blobRowSchema = z.object({ digest: digestSchema });

async function addBlobs(tar: Pack, client: DatabaseSession): Promise<{ blobs: number; blobBytes: number }> {
  const store = blobStore();
  const done = { blobs: 0, blobBytes: 0 };
  for (let after = ""; ; ) {
    const { rows } = await client.query(
      `SELECT "digest" FROM "Blob" WHERE "digest" > $1 ORDER BY 1 LIMIT 500`,
      [after],
    );
    for (const row of rows) {
      const { digest } = blobRowSchema.parse(row);
      after = digest;
      const size = await store.sizeBytes(digest);
      if (size === null) throw damaged(digest, "is missing in the store");
      await addEntry(tar, blobName(digest), size, Readable.from(checkedBytes(digest)));
      done.blobs += 1;
      done.blobBytes += size;
    }
    if (rows.length < 500) return done;
  }
}

async function fill(tar: Pack, client: DatabaseSession): Promise<Omit<BackupReport, "file">> {
  const head: BackupHead = {
    format: FORMAT,
    madeAt: clock.now().toISOString(),
    migrations: await appliedMigrations(client),
  };
  await addText(tar, HEAD, JSON.stringify(head));
  const tables = await addTables(tar, client);
  const blobs = await addBlobs(tar, client);
  const end: BackupEnd = { ...tables, blobs: blobs.blobs };
  await addText(tar, END, JSON.stringify(end));
  tar.finalize();
  const rows = Object.values(tables.rows).reduce((sum, count) => sum + count, 0);
  return { ...blobs, rows, versions: tables.rows.Version ?? 0 };
}

/** Everything at one moment. While it reads, no bytes are deleted: what the rows of that moment name is there (X11). */
async function atOneMoment<T>(work: (client: DatabaseSession) => Promise<T>): Promise<T> {
  const client = await openSession();
  try {
    if (!(await keepAllBytes(client)))
      throw new BackupRefused("Another backup is at work. Try again when it has ended.");
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return await work(client);
  } finally {
    await client.close();
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes everything that is kept into one file: first the database as it stands at one moment, then the blobs that it names.
 * May run while the server serves. The file appears under its name when it is complete, and never replaces another.
 * @throws BackupRefused when the file is there, or a blob is missing
 */
export async function makeBackup(file: string): Promise<BackupReport> {
  const target = path.resolve(file);
  const taken = () =>
    new BackupRefused(`${file} is there already. A backup replaces no file: name another one.`);
  if (existsSync(target)) throw taken();
  if (!existsSync(path.dirname(target)))
    throw new BackupRefused(`There is no folder ${path.dirname(file)} to write the backup into.`);
  const part = `${target}.${crypto.randomUUID()}.part`;
  try {
    const report = await atOneMoment(async (client) => {
      const tar = pack();
      const written = pipeline(tar, createWriteStream(part, { flags: "wx", mode: 0o600 }));
      const filled = fill(tar, client).catch((error: unknown) => {
        tar.destroy(error instanceof Error ? error : new Error(String(error)));
        throw error;
      });
      // Both are waited for, and what happened first is the reason.
      const [facts] = await Promise.all([filled, written]);
      return facts;
    });
    await syncFile(part);
    await link(part, target).catch((error: unknown) => {
      throw existsSync(target) ? taken() : error;
    });
    await syncFile(path.dirname(target));
    return { file, ...report };
  } finally {
    await rm(part, { force: true });
  }
}
