import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { auditPerson } from "./audit-person.ts";
import { requirePerson } from "./change-password.ts";
import type { PersonAsking, Viewer } from "./types.ts";

/**
 * Ends one session of one's own; at every process the next request with its cookie is a stranger's.
 * @throws Problem "session_unknown" when it has ended, or is somebody else's
 */
export async function endSession(viewer: PersonAsking, sessionId: string): Promise<void> {
  const { id } = requirePerson(viewer);
  await db().$transaction(async (tx) => {
    const [ended] = await tx.session.updateManyAndReturn({
      where: { id: sessionId, userId: id, endedAt: null },
      data: { endedAt: clock.now() },
      select: { client: true },
    });
    if (!ended) throw new Problem("session_unknown");
    const details = { client: ended.client };
    const { actor, door, requestId } = viewer;
    const action = "user.session-ended";
    await auditPerson(tx, { actor, door, requestId, action, userId: id, details });
  });
}

/** Ends every session of one's own but this one. @returns how many there were */
export async function endOtherSessions(viewer: Viewer, sessionId: string): Promise<number> {
  const { id } = requirePerson(viewer);
  return db().$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { userId: id, endedAt: null, expiresAt: { gt: clock.now() }, NOT: { id: sessionId } },
      data: { endedAt: clock.now() },
    });
    const details = { sessions: count };
    if (count > 0)
      await auditPerson(tx, { ...viewer, action: "user.signed-out-elsewhere", userId: id, details });
    return count;
  });
}
