import { createHash, randomBytes } from "node:crypto";
import type { Tx } from "#lib/db/database.ts";

export const RECOVERY_CODES = 10;
/** Crockford's: without letters that look like others. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
/** 80 random bits: too many to find by trying, also for who has the database. */
const LETTERS = 16;

function newCode(): string {
  const letters = [...randomBytes(LETTERS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

/** As typed, in any case, with or without dashes. @returns null for what cannot be one */
export function parseRecoveryCode(typed: string): string | null {
  const letters = typed.toLowerCase().replace(/[\s-]/g, "").replace(/o/g, "0").replace(/[il]/g, "1");
  return letters.length === LETTERS && [...letters].every((letter) => ALPHABET.includes(letter))
    ? letters
    : null;
}

export function hashRecoveryCode(userId: string, letters: string): string {
  return createHash("sha256").update(`${userId}\n${letters}`).digest("hex");
}

/** Ten new codes in the place of all there were. @returns them: the database has their hashes only */
export async function replaceRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, hash: hashRecoveryCode(userId, code.replaceAll("-", "")) })),
  });
  return codes;
}
