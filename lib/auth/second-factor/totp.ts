import { Secret, TOTP } from "otpauth";
import { clock } from "#lib/clock/clock.ts";

const PERIOD_SECONDS = 30;
/** 160 bits, as RFC 4226 section 4 wants them. */
const SECRET_BYTES = 20;

/** @returns base32, as it is typed into an app */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

const totpOf = (secret: string, label: string) =>
  new TOTP({ issuer: "Chartroom", label, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS });

/** What the QR code says: apps take secret, name and parameters from it. */
export function totpAddress(secret: string, email: string): string {
  return totpOf(secret, email).toString();
}

/**
 * The step of 30 seconds that a code belongs to; the one before and the one after are taken too, because clocks differ.
 * @returns null when the code is none of theirs
 */
export function findStep(secret: string, code: string): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const timestamp = clock.now().getTime();
  const delta = totpOf(secret, "").validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}

/** The code of this moment, as an app shows it. */
export function codeNow(secret: string): string {
  return totpOf(secret, "").generate({ timestamp: clock.now().getTime() });
}
