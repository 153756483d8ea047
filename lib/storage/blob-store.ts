import { env } from "#lib/env/env.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { FileBlobStore } from "./file-blob-store.ts";
import type { BlobStore } from "./types.ts";

/** The store that BLOB_STORE names. */
export function blobStore(): BlobStore {
  return processWide("blob-store", () => new FileBlobStore(env().BLOB_STORE));
}
