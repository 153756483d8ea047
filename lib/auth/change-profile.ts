import { db } from "#lib/db/database.ts";
import { auditPerson } from "./audit-person.ts";
import { requirePerson } from "./change-password.ts";
import type { ChangeProfileInput } from "./schema.ts";
import type { Viewer } from "./types.ts";

/** Renames oneself. What was published and committed before keeps the name it was done under. */
export async function changeProfile(viewer: Viewer, { name }: ChangeProfileInput): Promise<void> {
  const { id } = requirePerson(viewer);
  if (name === viewer.actor.name) return;
  await db().$transaction(async (tx) => {
    await tx.user.update({ where: { id }, data: { name }, select: { id: true } });
    const details = { before: viewer.actor.name };
    await auditPerson(tx, { ...viewer, action: "user.renamed", userId: id, details });
  });
}
