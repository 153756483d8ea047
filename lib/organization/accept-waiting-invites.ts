import type { AuditEntry } from "#lib/audit/record-audit.ts";
import { roleSchema } from "#lib/auth/types.ts";
import type { Tx } from "#lib/db/database.ts";
import { spendInvite } from "./accept-invite.ts";
import { isOpen } from "./find-invite.ts";
import { lockMembers } from "./lock-members.ts";

/** Whether some organization waits for whoever has this e-mail. */
export async function hasWaitingInvite(tx: Tx, email: string): Promise<boolean> {
  return (await tx.invite.count({ where: { email, ...isOpen() } })) > 0;
}

/**
 * Accepts every open invitation of somebody whose e-mail an identity provider has verified.
 * @returns what the audit log has to say, to be written last
 */
export async function acceptWaitingInvites(
  tx: Tx,
  person: { id: string; name: string; email: string },
  requestId: string,
): Promise<AuditEntry[]> {
  const invites = await tx.invite.findMany({
    where: { email: person.email, ...isOpen() },
    select: { id: true, orgId: true, role: true, invitedByName: true },
    orderBy: { orgId: "asc" }, // Always in this order: two who hold several organizations cannot wait for each other.
  });
  const entries: AuditEntry[] = [];
  for (const invite of invites) {
    await lockMembers(tx, invite.orgId);
    entries.push(
      await spendInvite(tx, { ...invite, role: roleSchema.parse(invite.role) }, person, requestId),
    );
  }
  return entries;
}
