import { db } from "#lib/db/database.ts";
import { auditPerson } from "./audit-person.ts";
import { requirePerson } from "./change-password.ts";
import { raiseEpoch } from "./raise-epoch.ts";
import type { Viewer } from "./types.ts";

/** Signs a person out everywhere, from the next request on: sessions of an older epoch hold no more. */
export async function endAllSessions(viewer: Viewer): Promise<void> {
  const { id } = requirePerson(viewer);
  await db().$transaction(async (tx) => {
    await raiseEpoch(tx, id);
    await auditPerson(tx, { ...viewer, action: "user.signed-out-everywhere", userId: id });
  });
}
