import { createHash, type Hash } from "node:crypto";
import { type Digest, sha256Digest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";

/** Hashes an upload piece by piece: always by sha256, and by sha512 where the client named it so (OCI-69). */
export class ContentHash {
  readonly #sha256 = createHash("sha256");
  readonly #sha512: Hash | null;
  readonly #expected: Digest;

  constructor(expected: Digest) {
    this.#expected = expected;
    this.#sha512 = expected.startsWith("sha512:") ? createHash("sha512") : null;
  }

  update(bytes: Uint8Array): void {
    this.#sha256.update(bytes);
    this.#sha512?.update(bytes);
  }

  /** @throws Problem "digest_invalid" when the bytes are not what was announced */
  finish(): { digest: Digest; sha512: string | null } {
    const digest = sha256Digest(this.#sha256.digest("hex"));
    const sha512 = this.#sha512 && `sha512:${this.#sha512.digest("hex")}`;
    const actual = sha512 ?? digest;
    if (actual !== this.#expected)
      throw new Problem("digest_invalid", { detail: `the content has ${actual}` });
    return { digest, sha512 };
  }
}

/** @throws an error when bytes that were stored under this digest are others now */
export function requireContent(bytes: Uint8Array, digest: Digest): void {
  const actual = createHash(digest.startsWith("sha512:") ? "sha512" : "sha256")
    .update(bytes)
    .digest("hex");
  if (!digest.endsWith(`:${actual}`)) throw new CorruptBlob(digest);
}

/** What stands under a digest has other bytes: never a refusal, always a fault. */
export class CorruptBlob extends Error {
  override name = "CorruptBlob";

  constructor(digest: Digest) {
    super(`The blob ${digest} has other bytes than its digest says.`);
  }
}
