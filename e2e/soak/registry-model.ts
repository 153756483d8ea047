import { digestOf } from "../oci.ts";

// What a registry should answer, said a second time and as plainly as it can be (X13): two repositories of one organization,
// one of them of the catalog, asked by one client after another.

export const IMAGE = "application/vnd.oci.image.manifest.v1+json";
export const INDEX = "application/vnd.oci.image.index.v1+json";

export type Manifest = {
  body: Buffer;
  digest: string;
  type: string;
  /** Config and layers, or the children of an index. */
  parts: string[];
  subject: string | null;
  /** The version that the chart in it says; null for what is no chart. */
  version: string | null;
};

export type Expected = { status: number; code?: string; body?: Buffer; range?: string };

export function aManifest(
  document: object,
  facts: Pick<Manifest, "parts" | "subject" | "version">,
): Manifest {
  const body = Buffer.from(JSON.stringify(document));
  const type = "manifests" in document ? INDEX : IMAGE;
  return { body, digest: digestOf(body), type, ...facts };
}

const NAME_UNKNOWN: Expected = { status: 404, code: "NAME_UNKNOWN" };
const MANIFEST_UNKNOWN: Expected = { status: 404, code: "MANIFEST_UNKNOWN" };
const BLOB_UNKNOWN: Expected = { status: 404, code: "BLOB_UNKNOWN" };
const UPLOAD_UNKNOWN: Expected = { status: 404, code: "BLOB_UPLOAD_UNKNOWN" };
const PUBLISHED: Expected = { status: 405, code: "UNSUPPORTED" };
const EXISTS: Expected = { status: 409, code: "DENIED" };

export class RepositoryModel {
  readonly name: string;
  readonly #isCatalog: boolean;
  /** Whether anything was ever finished here. */
  #isThere = false;
  readonly #blobs = new Map<string, Buffer>();
  readonly #manifests = new Map<string, Manifest>();
  readonly #tags = new Map<string, string>();
  readonly #uploads = new Map<string, Buffer>();

  constructor(name: string, isCatalog: boolean) {
    this.name = name;
    this.#isCatalog = isCatalog;
  }

  #link(digest: string, bytes: Buffer): Expected {
    this.#isThere = true;
    this.#blobs.set(digest, bytes);
    return { status: 201 };
  }

  pushBlob(bytes: Buffer, digest: string): Expected {
    if (digestOf(bytes) !== digest) return { status: 400, code: "DIGEST_INVALID" };
    return this.#link(digest, bytes);
  }

  /** @returns 202 where it cannot be mounted: an upload was opened */
  mount(digest: string, from: RepositoryModel): Expected {
    const bytes = from.#blobs.get(digest);
    return bytes ? this.#link(digest, bytes) : { status: 202 };
  }

  openUpload(location: string): void {
    this.#uploads.set(location, Buffer.alloc(0));
  }

  uploads(): string[] {
    return [...this.#uploads.keys()];
  }

  #rangeOf(location: string): string {
    return `0-${Math.max(0, (this.#uploads.get(location)?.length ?? 0) - 1)}`;
  }

  patch(location: string, bytes: Buffer, at: number | null): Expected {
    const soFar = this.#uploads.get(location);
    if (!soFar) return UPLOAD_UNKNOWN;
    if (at !== null && at !== soFar.length)
      return { status: 416, code: "BLOB_UPLOAD_INVALID", range: this.#rangeOf(location) };
    this.#uploads.set(location, Buffer.concat([soFar, bytes]));
    return { status: 202, range: this.#rangeOf(location) };
  }

  uploadStatus(location: string): Expected {
    return this.#uploads.has(location) ? { status: 204, range: this.#rangeOf(location) } : UPLOAD_UNKNOWN;
  }

  /** @returns the bytes that a client would now have to name the digest of */
  bytesOf(location: string): Buffer {
    return this.#uploads.get(location) ?? Buffer.alloc(0);
  }

  finish(location: string, last: Buffer, digest: string): Expected {
    const soFar = this.#uploads.get(location);
    if (!soFar) return UPLOAD_UNKNOWN;
    this.#uploads.delete(location);
    return this.pushBlob(Buffer.concat([soFar, last]), digest);
  }

  cancel(location: string): Expected {
    return this.#uploads.delete(location) ? { status: 204 } : UPLOAD_UNKNOWN;
  }

  getBlob(digest: string): Expected {
    if (!this.#isThere) return NAME_UNKNOWN;
    const body = this.#blobs.get(digest);
    return body ? { status: 200, body } : BLOB_UNKNOWN;
  }

  deleteBlob(digest: string): Expected {
    if (!this.#isThere) return NAME_UNKNOWN;
    if (!this.#blobs.has(digest)) return BLOB_UNKNOWN;
    const isUsed = [...this.#manifests.values()].some((one) => one.parts.includes(digest));
    if (isUsed) return { status: 405, code: "UNSUPPORTED" };
    this.#blobs.delete(digest);
    return { status: 202 };
  }

  #lacks({ type, parts }: Manifest): boolean {
    return parts.some((part) => !this.#blobs.has(part) && !(type === INDEX && this.#manifests.has(part)));
  }

  #hasContentOf(digest: string, other: Manifest): boolean {
    return this.#manifests.get(digest)?.parts.join() === other.parts.join();
  }

  /** @param tag null: by digest */
  putManifest(manifest: Manifest, tag: string | null): Expected {
    const named = tag === null ? undefined : this.#tags.get(tag);
    const isSame = named === manifest.digest;
    const isFrozen = this.#isCatalog && named !== undefined && !isSame;
    const isAgain = isFrozen && manifest.version !== null && this.#hasContentOf(named, manifest);
    if (isFrozen && !isAgain) return EXISTS;
    if (this.#lacks(manifest)) return { status: 404, code: "MANIFEST_BLOB_UNKNOWN" };
    const isRelease = this.#isCatalog && tag !== null && manifest.subject === null;
    if (isRelease && !isSame && manifest.version !== tag) return { status: 400, code: "MANIFEST_INVALID" };
    this.#isThere = true;
    this.#manifests.set(manifest.digest, manifest);
    if (tag !== null && !isAgain) this.#tags.set(tag, manifest.digest);
    return { status: 201 };
  }

  getManifest(reference: string): Expected {
    if (!this.#isThere) return NAME_UNKNOWN;
    const body = this.#manifests.get(this.#tags.get(reference) ?? reference)?.body;
    return body ? { status: 200, body } : MANIFEST_UNKNOWN;
  }

  deleteTag(tag: string): Expected {
    if (!this.#isThere) return NAME_UNKNOWN;
    if (!this.#tags.has(tag)) return MANIFEST_UNKNOWN;
    if (this.#isCatalog) return PUBLISHED;
    this.#tags.delete(tag);
    return { status: 202 };
  }

  deleteManifest(digest: string): Expected {
    if (!this.#isThere) return NAME_UNKNOWN;
    const known = this.#manifests.get(digest);
    if (!known) return MANIFEST_UNKNOWN;
    const tags = [...this.#tags].filter(([, named]) => named === digest).map(([tag]) => tag);
    if (this.#isCatalog && tags.length > 0 && known.subject === null) return PUBLISHED;
    for (const tag of tags) this.#tags.delete(tag);
    this.#manifests.delete(digest);
    return { status: 202 };
  }

  /** In byte order; null where the repository is not there. */
  tags(): string[] | null {
    return this.#isThere ? [...this.#tags.keys()].sort() : null;
  }

  referrers(subject: string): string[] {
    return [...this.#manifests.values()]
      .filter((one) => one.subject === subject)
      .map((one) => one.digest)
      .sort();
  }
}
