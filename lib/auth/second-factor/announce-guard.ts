import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import type { Tx } from "#lib/db/database.ts";

/**
 * Registry tokens that were made with a person's API tokens are kept in memory; where an organization asks for two-factor
 * sign-in they end with it.
 * @returns what to call after the commit
 */
export async function announceGuard(tx: Tx, userId: string): Promise<() => void> {
  const memberships = await tx.membership.findMany({
    where: { userId, org: { requireSecondFactor: true } },
    select: { orgId: true },
  });
  const topics = memberships.map(({ orgId }) => `organization:${orgId}`);
  if (topics.length > 0) await announceChange(tx, ...topics);
  return () => {
    for (const topic of topics) applyChangeHere(topic);
  };
}
