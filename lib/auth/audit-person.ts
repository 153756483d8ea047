import { type AuditEntry, recordAudit } from "#lib/audit/record-audit.ts";
import type { Tx } from "#lib/db/database.ts";

type PersonEntry = Omit<AuditEntry, "orgId" | "subject"> & { userId: string };

/**
 * Writes what happened to a person's account into the log of every organization that the person is in: an account is the
 * server's, and each of them trusts it. In one order for all, so that two at once do not wait for each other in a circle.
 */
export async function auditPerson(tx: Tx, { userId, ...entry }: PersonEntry): Promise<void> {
  const { name, memberships } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true, memberships: { select: { orgId: true }, orderBy: { orgId: "asc" } } },
  });
  const { actor, door, requestId, action, details } = entry;
  for (const { orgId } of memberships)
    await recordAudit(tx, {
      orgId,
      actor,
      door,
      requestId,
      action,
      subject: { kind: "user", id: userId, name },
      ...(details === undefined ? {} : { details }),
    });
}
