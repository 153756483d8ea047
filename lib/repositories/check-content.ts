import { createHash, hash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type Digest, sha256Digest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";

const hashOf = (bytes: Uint8Array, algorithm: "sha256" | "sha512") => hash(algorithm, bytes);

/** Whether bytes that are in memory have this digest, of either algorithm. */
export function isContent(bytes: Uint8Array, expected: Digest): boolean {
  const algorithm = expected.startsWith("sha512:") ? "sha512" : "sha256";
  return expected === `${algorithm}:${hashOf(bytes, algorithm)}`;
}

/**
 * Hashes bytes that are in memory.
 * @returns the canonical digest
 * @throws Problem "digest_invalid" when they have another digest than they were announced with (OCI-68, OCI-83)
 */
export function checkContent(bytes: Uint8Array, expected: Digest | null): Digest {
  const canonical = sha256Digest(hashOf(bytes, "sha256"));
  if (expected === null || expected === canonical) return canonical;
  const actual = expected.startsWith("sha512:") ? `sha512:${hashOf(bytes, "sha512")}` : canonical;
  if (actual !== expected) throw new Problem("digest_invalid", { detail: `the content has ${actual}` });
  return canonical;
}

/** What is hashed by both algorithms in one turn: less than a millisecond. */
const SLICE_BYTES = 256 * 1024;

/**
 * Hashes a manifest by both algorithms, a large one in as many turns as it needs: others are answered in between (X15).
 * @throws Problem "digest_invalid" when it has another digest than it was announced with (OCI-83)
 */
export async function checkManifest(
  body: Uint8Array,
  expected: Digest | null,
): Promise<{ digest: Digest; bodySha512: string }> {
  const [sha256, sha512] = [createHash("sha256"), createHash("sha512")];
  for (let at = 0; at < body.length; at += SLICE_BYTES) {
    if (at > 0) await nextTurn();
    const slice = body.subarray(at, at + SLICE_BYTES);
    sha256.update(slice);
    sha512.update(slice);
  }
  const digest = sha256Digest(sha256.digest("hex"));
  const bodySha512 = `sha512:${sha512.digest("hex")}`;
  const actual = expected?.startsWith("sha512:") ? bodySha512 : digest;
  if (expected !== null && actual !== expected)
    throw new Problem("digest_invalid", { detail: `the content has ${actual}` });
  return { digest, bodySha512 };
}
