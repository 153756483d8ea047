import { blobStore } from "#lib/storage/blob-store.ts";
import { objectId } from "./object-id.ts";
import type { TreeFile } from "./types.ts";

/** Keeps a file's bytes, fsynced, and names them as git does. Call it before the transaction that writes the commit. */
export async function storeFile(path: string, bytes: Buffer, executable: boolean): Promise<TreeFile> {
  const { digest, sizeBytes } = await blobStore().put(bytes);
  return { path, sizeBytes, digest, executable, sha: objectId("blob", bytes) };
}
