import { addMs, clock } from "#lib/clock/clock.ts";
import type { Tx } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { newId } from "#lib/ids/ids.ts";
import { hashOneTimeKey, makeOneTimeKey } from "./one-time-key.ts";

export type PasswordLink = { url: string; expiresAt: Date };

/** A link with which a person chooses a password, once. Whoever opens it is signed in as them. */
export async function insertPasswordLink(tx: Tx, userId: string, lifeMs: number): Promise<PasswordLink> {
  const key = makeOneTimeKey();
  const expiresAt = addMs(clock.now(), lifeMs);
  await tx.oneTimeLink.create({
    data: { id: newId("lnk"), hash: hashOneTimeKey(key), purpose: "password", userId, expiresAt },
    select: { id: true },
  });
  return { url: `${env().CHARTROOM_PUBLIC_URL}/choose-password?key=${key}`, expiresAt };
}
