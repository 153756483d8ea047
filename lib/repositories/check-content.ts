import { createHash } from "node:crypto";
import { type Digest, sha256Digest } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";

/**
 * Hashes bytes that are in memory.
 * @returns the canonical digest
 * @throws Problem "digest_invalid" when they have another digest than they were announced with (OCI-68, OCI-83)
 */
export function checkContent(bytes: Uint8Array, expected: Digest | null): Digest {
  const canonical = sha256Digest(createHash("sha256").update(bytes).digest("hex"));
  if (expected === null || expected === canonical) return canonical;
  const actual = expected.startsWith("sha512:")
    ? `sha512:${createHash("sha512").update(bytes).digest("hex")}`
    : canonical;
  if (actual !== expected) throw new Problem("digest_invalid", { detail: `the content has ${actual}` });
  return canonical;
}
