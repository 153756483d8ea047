import { hashPassword } from "#lib/auth/hash-password.ts";
import type { ProvenPerson } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { Problem } from "#lib/problems/problem.ts";
import { insertOrganization, lockSetUp } from "./insert-organization.ts";
import { hashOneTimeKey } from "./one-time-key.ts";
import type { SetUpInput } from "./schema.ts";

/** Whether a set-up link still works. @throws Problem "already_set_up", "link_unknown" */
export async function requireSetUpLink(key: string): Promise<void> {
  if ((await db().user.count()) > 0)
    throw new Problem("already_set_up", { hint: "Sign in with the e-mail and the password of that owner." });
  const link = await db().oneTimeLink.findUnique({
    where: { hash: hashOneTimeKey(key), purpose: "setup", usedAt: null },
    select: { id: true },
  });
  if (!link)
    throw new Problem("link_unknown", {
      hint: "Each start of the server prints a new one until it is used: take the last.",
    });
}

/**
 * Makes the owner and the organization, and spends the link, in one transaction: of two who use it at once, one wins.
 * @returns the owner, for their first session
 * @throws Problem "already_set_up", "link_unknown"
 */
export async function setUpOrganization(
  key: string,
  input: SetUpInput,
  requestId: string,
): Promise<ProvenPerson> {
  await requireSetUpLink(key); // Before the password is hashed: a stranger's guess costs nothing.
  const passwordHash = await hashPassword(input.password);
  const { orgId, userId } = await db().$transaction(async (tx) => {
    await lockSetUp(tx);
    const { count } = await tx.oneTimeLink.updateMany({
      where: { hash: hashOneTimeKey(key), purpose: "setup", usedAt: null },
      data: { usedAt: clock.now() },
    });
    if (count === 0) throw new Problem("link_unknown");
    const made = await insertOrganization(tx, {
      organization: { slug: env().CHARTROOM_ORG, name: input.organization },
      owner: { email: input.email, name: input.name, passwordHash },
      by: "portal",
      requestId,
    });
    await announceChange(tx, `organization:${made.orgId}`);
    return made;
  });
  applyChangeHere(`organization:${orgId}`);
  return { sub: userId, epoch: 0 };
}
