import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Tx } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";

/** Any number that only the first start uses. */
const SET_UP_LOCK = 4_218_311;

type FirstOwner = {
  organization: { slug: string; name: string };
  owner: { email: string; name: string; passwordHash: string };
  by: "portal" | "cli";
  requestId: string;
};

/** Whoever sets up takes turns, so that there is one organization with one owner at the end. */
export async function lockSetUp(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${SET_UP_LOCK}::bigint)::text`;
}

/**
 * Makes the first organization and its owner.
 * @throws Problem "already_set_up" when there is a user
 */
export async function insertOrganization(
  tx: Tx,
  first: FirstOwner,
): Promise<{ orgId: string; userId: string }> {
  await lockSetUp(tx);
  if ((await tx.user.count()) > 0)
    throw new Problem("already_set_up", { hint: "Sign in with the e-mail and the password of that owner." });
  const { organization, owner } = first;
  const orgId = newId("org");
  const userId = newId("usr");
  await tx.org.create({ data: { id: orgId, ...organization }, select: { id: true } });
  await tx.user.create({
    data: { id: userId, ...owner, memberships: { create: { orgId, role: "owner" } } },
    select: { id: true },
  });
  const actor = { kind: "user", id: userId, name: owner.name };
  await recordAudit(tx, {
    orgId,
    actor: first.by === "portal" ? actor : { kind: "system", id: "system", name: "first start" },
    door: first.by,
    requestId: first.requestId,
    action: "organization.created",
    subject: { kind: "organization", id: orgId, name: organization.name },
    details: { slug: organization.slug, owner: userId },
  });
  return { orgId, userId };
}
