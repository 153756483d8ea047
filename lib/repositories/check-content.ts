import { createHash } from "node:crypto";
import { type Digest, sha256Digest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";

const hashOf = (bytes: Uint8Array, algorithm: "sha256" | "sha512") =>
  createHash(algorithm).update(bytes).digest("hex");

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
