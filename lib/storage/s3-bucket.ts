import type { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import type { S3Address } from "#lib/env/s3-address.ts";
import { Problem } from "#lib/problems/problem.ts";

/** A store that cannot be reached is given up after this; in a rush that also is the longest wait for a free connection. */
const CONNECT_MS = 10_000;
/** The longest wait for an answer to begin: the largest thing sent is one part. */
const ANSWER_MS = 20_000;
/** Nothing came or went on a connection for this long. */
const IDLE_MS = 60_000;
const ATTEMPTS = 3;
const CONNECTIONS = 256;

export type S3Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
export type StoredObject = { key: string; sizeBytes: number; modifiedAt: Date };
/** A body and its hash: signed with the request, so that the store takes these bytes and no others. */
export type Body = { bytes: Uint8Array; sha256: string };

function statusOf(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return null;
  const { $metadata: metadata } = error;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return null;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : null;
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : "");

/** An object that is not there; a missing bucket is not that. */
const isMissing = (error: unknown) => statusOf(error) === 404 && nameOf(error) !== "NoSuchBucket";

/** Whatever the store says, the caller may try again: nothing was half-done (X3). Its own words stay in the log. */
function unavailable(error: unknown): Problem {
  return new Problem("unavailable", { cause: error });
}

/** A bucket of S3, or of what speaks like it. Every failure is a Problem "unavailable"; what is not there is null. */
export class S3Bucket {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;
  /** Hashes of bodies on their way. */
  readonly #hashes = new WeakMap<object, string>();

  /** @param credentials null: wherever Amazon's tools look, which is a profile, or a role of the machine or the pod */
  constructor({ bucket, prefix, endpoint, region }: S3Address, credentials: S3Credentials | null) {
    this.#bucket = bucket;
    this.#prefix = prefix;
    this.#client = new S3Client({
      ...(endpoint === null ? {} : { endpoint, forcePathStyle: true, region: region ?? "us-east-1" }),
      ...(region === null ? {} : { region }),
      ...(credentials ? { credentials } : {}),
      maxAttempts: ATTEMPTS,
      // The signature covers the hash of every body, and every blob is checked by its digest: no third checksum, which
      // stores other than Amazon's do not all know.
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
      requestHandler: {
        connectionTimeout: CONNECT_MS,
        requestTimeout: ANSWER_MS,
        throwOnRequestTimeout: true,
        socketTimeout: IDLE_MS,
        httpAgent: { keepAlive: true, maxSockets: CONNECTIONS },
        httpsAgent: { keepAlive: true, maxSockets: CONNECTIONS },
      },
    });
    // What the signature covers is known of every body: the client need not hash it again, whole and at once.
    this.#client.middlewareStack.add(
      (next) => (args) => {
        const { body, headers } = args.request as { body?: unknown; headers: Record<string, string> }; // A request that is being built.
        const sha256 = typeof body === "object" && body !== null ? this.#hashes.get(body) : undefined;
        if (sha256 !== undefined) headers["x-amz-content-sha256"] = sha256;
        return next(args);
      },
      { step: "build", name: "knownContentHash" },
    );
  }

  #at(key: string) {
    return { Bucket: this.#bucket, Key: this.#prefix + key };
  }

  async put(key: string, { bytes, sha256 }: Body): Promise<void> {
    this.#hashes.set(bytes, sha256);
    await this.#ask(() => this.#client.send(new PutObjectCommand({ ...this.#at(key), Body: bytes })));
  }

  async head(key: string): Promise<Omit<StoredObject, "key"> | null> {
    try {
      const found = await this.#client.send(new HeadObjectCommand(this.#at(key)));
      return { sizeBytes: found.ContentLength ?? 0, modifiedAt: found.LastModified ?? new Date(0) };
    } catch (error) {
      if (isMissing(error)) return null;
      throw unavailable(error);
    }
  }

  /** @param range as in the header of the same name */
  async get(key: string, range?: string): Promise<Readable | null> {
    try {
      const { Body } = await this.#client.send(
        new GetObjectCommand({ ...this.#at(key), ...(range ? { Range: range } : {}) }),
      );
      // In Node the body is the answer itself.
      return Body as Readable;
    } catch (error) {
      if (isMissing(error)) return null;
      throw unavailable(error);
    }
  }

  async delete(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(this.#at(key))).catch((error: unknown) => {
      if (!isMissing(error)) throw unavailable(error);
    });
  }

  /** What lies under a folder, in the order of its keys, a page at a time. @param after a key that comes before the first one wanted */
  async *list(folder: string, after?: string): AsyncGenerator<StoredObject> {
    const where = { Bucket: this.#bucket, Prefix: this.#prefix + folder };
    let StartAfter = after === undefined ? undefined : this.#prefix + after;
    for (;;) {
      const command = new ListObjectsV2Command({ ...where, ...(StartAfter ? { StartAfter } : {}) });
      const page = await this.#ask(() => this.#client.send(command));
      for (const { Key = "", Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
        StartAfter = Key;
        yield { key: Key.slice(this.#prefix.length), sizeBytes: Size, modifiedAt: LastModified };
      }
      if (!page.IsTruncated) return;
    }
  }

  /**
   * Stores an object part by part; it appears whole when `send` has ended, or not at all.
   * @param send sends parts through the function it is given
   */
  async putParts<T>(
    key: string,
    send: (putPart: (number: number, body: Body) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    const { UploadId } = await this.#ask(() =>
      this.#client.send(new CreateMultipartUploadCommand(this.#at(key))),
    );
    const upload = { ...this.#at(key), UploadId };
    const parts: { PartNumber: number; ETag: string | undefined }[] = [];
    try {
      const sent = await send(async (number, { bytes, sha256 }) => {
        this.#hashes.set(bytes, sha256);
        const command = new UploadPartCommand({ ...upload, PartNumber: number, Body: bytes });
        const { ETag } = await this.#ask(() => this.#client.send(command));
        parts.push({ PartNumber: number, ETag });
      });
      parts.sort((a, b) => a.PartNumber - b.PartNumber);
      const Parts = { ...upload, MultipartUpload: { Parts: parts } };
      await this.#ask(() => this.#client.send(new CompleteMultipartUploadCommand(Parts)));
      return sent;
    } catch (error) {
      await this.#client.send(new AbortMultipartUploadCommand(upload)).catch(() => {});
      throw error;
    }
  }

  /** Ends uploads in parts that were begun before this and never ended. @returns how many */
  async abortParts(before: Date): Promise<number> {
    const command = new ListMultipartUploadsCommand({ Bucket: this.#bucket, Prefix: this.#prefix });
    // One page: whoever comes next takes the next thousand.
    const { Uploads = [] } = await this.#ask(() => this.#client.send(command));
    const old = Uploads.filter(({ Initiated }) => Initiated && Initiated < before);
    for (const { Key, UploadId } of old) {
      const abort = new AbortMultipartUploadCommand({ Bucket: this.#bucket, Key, UploadId });
      await this.#client.send(abort).catch((error: unknown) => {
        if (!isMissing(error)) throw unavailable(error);
      });
    }
    return old.length;
  }

  async #ask<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      throw unavailable(error);
    }
  }
}
