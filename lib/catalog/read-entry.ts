import { digestSchema } from "#lib/ids/digest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";

/** A stored file's bytes: of a draft, a commit or a version. */
export function readEntry({ digest }: { digest: string }): Promise<Buffer> {
  return blobStore().read(digestSchema.parse(digest));
}
