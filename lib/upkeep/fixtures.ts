import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
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

/** Changes rows behind the triggers' back, as somebody with the database's password could, or time. */
export async function tamper(...statements: string[]): Promise<void> {
  await db().$transaction(
    ["SET LOCAL session_replication_role = replica", ...statements].map((sql) => db().$executeRawUnsafe(sql)),
  );
}
