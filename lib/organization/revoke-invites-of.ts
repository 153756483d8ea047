import { ROLES, type Role } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import type { Tx } from "#lib/db/database.ts";

/**
 * Ends the open invitations of somebody who could not make them any more, also those that their API tokens made: nobody
 * comes back through a link that they made for themselves before they were removed.
 * @param highest the highest role that the person may still give; null: none
 */
export async function revokeInvitesOf(
  tx: Tx,
  orgId: string,
  userId: string,
  highest: Role | null,
): Promise<void> {
  const tokens = await tx.apiToken.findMany({ where: { orgId, userId }, select: { id: true } });
  const kept = highest === null ? [] : ROLES.slice(0, ROLES.indexOf(highest) + 1);
  await tx.invite.updateMany({
    where: {
      orgId,
      invitedById: { in: [userId, ...tokens.map(({ id }) => id)] },
      acceptedAt: null,
      revokedAt: null,
      role: { notIn: kept },
    },
    data: { revokedAt: clock.now() },
  });
}
