import { z } from "zod";

/** OCI-5: sha256 or sha512 in lower-case hex. Everything else is no digest, never a tag. */
export const DIGEST_PATTERN = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;
export const digestSchema = z.string().regex(DIGEST_PATTERN).brand<"Digest">();
export type Digest = z.output<typeof digestSchema>;

/** @returns null when the text is no digest */
export function parseDigest(text: string): Digest | null {
  return DIGEST_PATTERN.test(text) ? digestSchema.parse(text) : null;
}

/** @param hex 64 lower-case hex digits, as a hash function gives them */
export function sha256Digest(hex: string): Digest {
  return digestSchema.parse(`sha256:${hex}`);
}
