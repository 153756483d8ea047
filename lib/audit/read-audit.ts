import { db } from "#lib/db/database.ts";

export type AuditedDeed = {
  action: string;
  at: Date;
  actor: { kind: string; name: string };
  door: string;
  /** As it was recorded: whoever recorded it knows its shape. */
  details: unknown;
};

type Wanted = {
  orgId: string;
  subject: { kind: string; id: string };
  actions: readonly string[];
  /** A text that the details have under this name. */
  detail: { name: string; value: string };
};

/**
 * What was done to something, newest first. It asks nobody's rights: the caller has let the viewer see the subject.
 * @param limit how many at most
 */
export async function readAudit(
  { orgId, subject, actions, detail }: Wanted,
  limit: number,
): Promise<AuditedDeed[]> {
  const rows = await db().auditEvent.findMany({
    where: {
      orgId,
      subjectKind: subject.kind,
      subjectId: subject.id,
      action: { in: [...actions] },
      details: { path: [detail.name], equals: detail.value },
    },
    orderBy: { seq: "desc" },
    take: limit,
    select: { action: true, at: true, actorKind: true, actorName: true, door: true, details: true },
  });
  return rows.map(({ actorKind, actorName, ...row }) => ({
    ...row,
    actor: { kind: actorKind, name: actorName },
  }));
}
