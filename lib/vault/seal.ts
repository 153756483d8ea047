import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { Problem } from "#lib/problems/problem.ts";
import { findKey, newestKey } from "./secret-keys.ts";

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** `v1.<key id>.<initialization vector, ciphertext and tag in base64url>` */
const SEALED = /^v1\.([0-9a-f]{12})\.([A-Za-z0-9_-]+)$/;

const additionalData = (keyId: string, context: string) => Buffer.from(`chartroom:v1:${keyId}:${context}`);

/**
 * Seals a secret with AES-256-GCM and the newest key, so that the database alone gives nothing away.
 * @param context what it belongs to, such as `oci-credential:<orgId>:<host>`: it opens for the same context only
 */
export function seal(text: string, context: string): string {
  const { id, bytes } = newestKey();
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", bytes, iv).setAAD(additionalData(id, context));
  const sealed = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1.${id}.${sealed.toString("base64url")}`;
}

/**
 * Opens what `seal` made for the same context.
 * @throws Problem `secret_sealed` when the key is not here, the text was changed, or the context is another
 */
export function open(sealed: string, context: string): string {
  const [, id = "", text = ""] = SEALED.exec(sealed) ?? [];
  const key = findKey(id);
  if (!key)
    throw new Problem("secret_sealed", { detail: `the key ${id} that sealed it is not on this server` });
  const bytes = Buffer.from(text, "base64url");
  const iv = bytes.subarray(0, IV_BYTES);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key.bytes, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(additionalData(id, context)).setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString(
      "utf8",
    );
  } catch (error) {
    throw new Problem("secret_sealed", {
      detail: "it was changed, or belongs to something else",
      cause: error,
    });
  }
}

/** Seals anew what an older key sealed. @returns null when the newest key did already */
export function reseal(sealed: string, context: string): string | null {
  if (SEALED.exec(sealed)?.[1] === newestKey().id) return null;
  return seal(open(sealed, context), context);
}
