import { clock } from "#lib/clock/clock.ts";
import { announceChange } from "#lib/db/changes.ts";
import type { Tx } from "#lib/db/database.ts";
import { revokeInvitesOf } from "./revoke-invites-of.ts";

/**
 * Takes somebody out of an organization, with what they could come back by: open invitations that they made, and their API
 * tokens, for good, so that a later invitation does not wake them up again. Registry tokens are the organization's and
 * stay. The caller holds the members.
 * @param byName who ends it, as lists of tokens show it
 * @returns the topics that changed, for `applyChangeHere` after the commit
 */
export async function endMembership(
  tx: Tx,
  { orgId, userId, byName }: { orgId: string; userId: string; byName: string },
): Promise<string[]> {
  await tx.membership.delete({ where: { orgId_userId: { orgId, userId } }, select: { role: true } });
  await revokeInvitesOf(tx, orgId, userId, null);
  const tokens = await tx.apiToken.updateManyAndReturn({
    where: { orgId, userId, revokedAt: null },
    data: { revokedAt: clock.now(), revokedByName: byName },
    select: { id: true },
  });
  const topics = [...tokens.map(({ id }) => `token:${id}`), `organization:${orgId}`];
  for (const topic of topics) await announceChange(tx, topic);
  return topics;
}
