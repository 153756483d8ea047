import { hash, verify } from "@node-rs/argon2";
import { processWide } from "#lib/env/process-wide.ts";

/** The same letters typed on two keyboards are the same password. */
const normal = (password: string) => password.normalize("NFC");

/** argon2id with the library's costs: 19 MiB, two passes, one lane (OWASP's first choice of 2024). */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password));
}

/** Compared against where there is no password to compare with, so that both take the same time. */
const nobodysHash = () => processWide("auth.nobodys-hash", () => hashPassword(crypto.randomUUID()));

/** @param passwordHash null where there is no such person, or no password yet: takes as long, and is never right */
export async function isPasswordOf(passwordHash: string | null, password: string): Promise<boolean> {
  const isRight = await verify(passwordHash ?? (await nobodysHash()), normal(password));
  return isRight && passwordHash !== null;
}
