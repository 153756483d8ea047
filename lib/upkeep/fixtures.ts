import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { extract } from "tar-stream";
import { db } from "#lib/db/database.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { FileBlobStore } from "#lib/storage/file-blob-store.ts";
import type { BlobStore } from "#lib/storage/types.ts";

/** From here on this process keeps its blobs in a folder of its own: whatever it collects is nobody else's. Before the first use. */
export async function anOwnStore(): Promise<{ root: string; store: BlobStore }> {
  const root = await mkdtemp(path.join(tmpdir(), "chartroom-store-"));
  const store = processWide<BlobStore>("blob-store", () => new FileBlobStore(root));
  return { root, store };
}

/**
 * Every file of an export by its name, in the order in which they stand; a name that stands twice is refused.
 * @param onFile is waited for before the bytes of a file are read
 */
export async function filesIn(
  archive: AsyncIterable<Uint8Array>,
  onFile: (name: string) => Promise<void> = async () => {},
): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const bytes = Readable.from(archive);
  const tar = extract();
  bytes.on("error", (error) => tar.destroy(error)).pipe(tar);
  for await (const entry of tar) {
    const { name } = entry.header;
    if (files.has(name)) throw new Error(`${name} stands twice.`);
    await onFile(name);
    files.set(name, await buffer(entry));
  }
  return files;
}

/** Changes rows behind the triggers' back, as somebody with the database's password could, or time. */
export async function tamper(...statements: string[]): Promise<void> {
  await db().$transaction(
    ["SET LOCAL session_replication_role = replica", ...statements].map((sql) => db().$executeRawUnsafe(sql)),
  );
}
