import { recordAudit } from "#lib/audit/record-audit.ts";
import { db } from "#lib/db/database.ts";
import { requirePerson } from "./change-password.ts";
import type { Viewer } from "./types.ts";

/** Signs a person out everywhere, from the next request on: sessions of an older epoch hold no more. */
export async function endAllSessions(viewer: Viewer): Promise<void> {
  const { id } = requirePerson(viewer);
  await db().$transaction(async (tx) => {
    await tx.user.update({
      where: { id },
      data: { sessionEpoch: { increment: 1 } },
      select: { id: true },
    });
    await recordAudit(tx, {
      ...viewer,
      action: "user.signed-out-everywhere",
      subject: { kind: "user", id, name: viewer.actor.name },
    });
  });
}
