import { clock } from "#lib/clock/clock.ts";
import type { Tx } from "#lib/db/database.ts";
import type { ProvenPerson } from "./types.ts";

/** Ends every session of a person from the next request on. @returns the person in the epoch that begins */
export async function raiseEpoch(tx: Tx, userId: string): Promise<ProvenPerson> {
  const { sessionEpoch } = await tx.user.update({
    where: { id: userId },
    data: { sessionEpoch: { increment: 1 } },
    select: { sessionEpoch: true },
  });
  await tx.session.updateMany({ where: { userId, endedAt: null }, data: { endedAt: clock.now() } });
  return { sub: userId, epoch: sessionEpoch };
}
