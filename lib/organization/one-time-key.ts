import { hash, randomBytes } from "node:crypto";

/** 256 random bits, fit for an address. */
export function makeOneTimeKey(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of it. */
export function hashOneTimeKey(key: string): string {
  return hash("sha256", key, "hex");
}
