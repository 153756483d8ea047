import { sql, type Tx } from "#lib/db/database.ts";

/**
 * Whoever changes who is in an organization, or their role, takes turns: so that of two owners who demote each other at
 * once, one stays. Hold it before anything is read that decides. Nobody who only reads waits for it.
 */
export async function lockMembers(tx: Tx, orgId: string): Promise<void> {
  await tx.$queryRaw(sql`SELECT "id" FROM "Org" WHERE "id" = ${orgId} FOR NO KEY UPDATE`);
}
