import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { requirePerson } from "./change-password.ts";
import type { SessionView } from "./schema.ts";
import { signInMethodSchema, type Viewer } from "./types.ts";

/** One's own sessions that hold, this one first, then the one last seen. */
export async function listSessions(viewer: Viewer, currentId: string | null): Promise<SessionView[]> {
  const { id: userId } = requirePerson(viewer);
  const rows = await db().session.findMany({
    where: { userId, endedAt: null, expiresAt: { gt: clock.now() } },
    select: { id: true, how: true, client: true, address: true, createdAt: true, seenAt: true },
    orderBy: { seenAt: "desc" },
    take: 200,
  });
  const views = rows.map(({ how, createdAt, seenAt, ...row }) => ({
    ...row,
    how: signInMethodSchema.parse(how),
    createdAt: createdAt.toISOString(),
    seenAt: seenAt.toISOString(),
    isCurrent: row.id === currentId,
  }));
  return views.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}
