import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { type SqlTx, sql } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { archivedProject } from "./project-refusals.ts";

type Held = { archivedAt: Date | null; visibility: string | null };

/**
 * Keeps a project from being archived or deleted until the transaction ends.
 * @returns null where there is none of this name
 * @throws Problem "archived"
 */
export async function holdOpenProject(tx: SqlTx, orgId: string, name: string): Promise<Held | null> {
  const [row] = await tx.$queryRaw<Held[]>(
    sql`SELECT "archivedAt", "visibility" FROM "Project" WHERE "orgId" = ${orgId} AND "name" = ${name} FOR SHARE`,
  );
  if (row?.archivedAt) throw archivedProject(name);
  return row ?? null;
}

/** The same as a look, for what does not wait: a push into a plain repository. @throws Problem "archived" */
export async function requireOpenProject(tx: SqlTx, orgId: string, name: string): Promise<void> {
  const [row] = await tx.$queryRaw<Held[]>(
    sql`SELECT "archivedAt" FROM "Project" WHERE "orgId" = ${orgId} AND "name" = ${name}`,
  );
  if (row?.archivedAt) throw archivedProject(name);
}

/**
 * Finds the project that something new goes into, or makes it: a first push into `charts/payments/…` is enough for there to
 * be a project `payments`. It is held until the transaction ends, so that it is not archived or deleted meanwhile. The
 * caller has checked the right to create in it.
 * @returns the visibility of new artifacts in it; null: as the organization has it
 * @throws Problem "archived"
 */
export async function ensureProject(tx: SqlTx, by: Viewer, name: string): Promise<string | null> {
  const { orgId, actor } = by;
  const found = await holdOpenProject(tx, orgId, name);
  if (found) return found.visibility;
  const id = newId("prj");
  // Of two who make it at once, the later one waits here and then finds it.
  const made = await tx.$executeRaw`
    INSERT INTO "Project" ("id", "orgId", "name", "createdById", "createdByName")
    VALUES (${id}, ${orgId}, ${name}, ${actor.id}, ${actor.name}) ON CONFLICT ("orgId", "name") DO NOTHING`;
  if (made === 0) return ensureProject(tx, by, name);
  await recordAudit(tx, {
    ...by,
    action: "project.created",
    subject: { kind: "project", id, name },
    details: { implicitly: true },
  });
  return null;
}
