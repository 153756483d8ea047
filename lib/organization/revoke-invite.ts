import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { roleSchema } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { requireManageMembers } from "./member-policy.ts";

/**
 * Ends an invitation: its link works no more. Again is success.
 * @throws Problem "invite_unknown", also for one that was accepted; "role_missing", "scope_missing"
 */
export async function revokeInvite(viewer: Viewer, id: string): Promise<void> {
  requireManageMembers(viewer, [], "revoke an invitation");
  await db().$transaction(async (tx) => {
    const invite = await tx.invite.findUnique({
      where: { id, orgId: viewer.orgId, acceptedAt: null },
      select: { email: true, role: true },
    });
    if (!invite) throw new Problem("invite_unknown");
    requireManageMembers(viewer, [roleSchema.parse(invite.role)], "revoke an invitation");
    const { count } = await tx.invite.updateMany({
      where: { id, orgId: viewer.orgId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: clock.now() },
    });
    if (count === 0) return;
    await recordAudit(tx, {
      ...viewer,
      action: "invite.revoked",
      subject: { kind: "invite", id, name: invite.email },
      details: { role: invite.role },
    });
  });
}
