import { env, SettingsError } from "#lib/env/env.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { parseS3Address } from "#lib/env/s3-address.ts";
import { FileBlobStore } from "./file-blob-store.ts";
import { S3BlobStore } from "./s3-blob-store.ts";
import type { S3Credentials } from "./s3-bucket.ts";
import type { BlobStore } from "./types.ts";

/** Null where the settings name none. */
function s3Credentials(): S3Credentials | null {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env();
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return null;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
}

/** The store that BLOB_STORE names. */
export function blobStore(): BlobStore {
  return processWide("blob-store", () => {
    const address = parseS3Address(env().BLOB_STORE);
    return address ? new S3BlobStore(address, s3Credentials()) : new FileBlobStore(env().BLOB_STORE);
  });
}

/** The word that names what went wrong, from the innermost error outwards: `ENOSPC`, `NoSuchBucket`, `AccessDenied`. */
function wordOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if (error.cause instanceof Error) return wordOf(error.cause);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return code || error.name;
}

const HINTS: Record<string, string> = {
  NoSuchBucket: "there is no such bucket",
  AccessDenied: "access is denied; it needs to list, read, write and delete",
  InvalidAccessKeyId: "the access key is not known",
  SignatureDoesNotMatch: "the secret key does not belong to the access key",
  CredentialsProviderError: "there are no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
  ENOTFOUND: "its host is not known",
  ECONNREFUSED: "nobody answers there",
  TimeoutError: "nobody answered in time",
  EROFS: "the file system is read-only",
  EACCES: "this user may not write there",
  ENOSPC: "the disk is full",
};

/**
 * Uses the store once, before anybody relies on it.
 * @throws SettingsError naming the store and what is wrong with it
 */
export async function requireBlobStore(): Promise<void> {
  try {
    await blobStore().probe();
  } catch (error) {
    const word = wordOf(error);
    const [place] = env().BLOB_STORE.split("?");
    const reason = HINTS[word] ? `${HINTS[word]} (${word})` : word;
    throw new SettingsError(`BLOB_STORE: ${place} cannot be used: ${reason}.`, { cause: error });
  }
}
