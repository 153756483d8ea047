import { hash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/** What a secret begins with says what it opens, to people and to scanners for leaked secrets. */
export type SecretPrefix = "crt" | "cra";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 30 characters of base 62 carry 178 random bits (OCI-32 asks for 128). */
const RANDOM_LENGTH = 30;
const CHECKSUM_LENGTH = 6;
const SHOWN_LENGTH = 8;
const FORM = /^(crt|cra)_[0-9A-Za-z]{36}$/;
const WITHIN = /(crt|cra)_[0-9A-Za-z]{36}/g;

function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i += 1) {
    digits = `${ALPHABET[rest % 62]}${digits}`;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/**
 * A new secret: prefix, 30 random characters, and the CRC-32 of those before it in base 62, so that a scanner can tell a
 * leaked secret from a random word without asking us (OCI-32; the form GitHub made known in 2021).
 */
export function makeSecret(prefix: SecretPrefix): string {
  let body = `${prefix}_`;
  for (let i = 0; i < RANDOM_LENGTH; i += 1) body += ALPHABET[randomInt(62)];
  return body + checksumOf(body);
}

/** Whether a text has the form and the checksum of such a secret. Says nothing about whether it was ever made. */
export function isSecretForm(prefix: SecretPrefix, text: string): boolean {
  if (!FORM.test(text) || !text.startsWith(prefix)) return false;
  return text.endsWith(checksumOf(text.slice(0, -CHECKSUM_LENGTH)));
}

/** What is kept of a secret. A plain hash is enough: nobody guesses 178 bits, and every request pays for it. */
export function hashSecret(secret: string): string {
  return hash("sha256", secret, "hex");
}

/** `crt_7fK2`: enough to tell tokens apart, nothing to guess from. */
export function shownPrefix(secret: string): string {
  return secret.slice(0, SHOWN_LENGTH);
}

/** A text that somebody else sends and we keep, such as a client's name for itself, without the secrets that were put into it. */
export function withoutSecrets(text: string): string {
  return text.replace(WITHIN, "$1_[secret]");
}
