import { type Sql, type SqlTx, sql } from "#lib/db/database.ts";

/** First key of the advisory locks of repositories; the second is a hash of the name: two that share one only wait. */
const REPOSITORY = 4_218_312;

/** Holds a repository together with other writers, as an expression in a statement. */
export const holdingRepository = (orgId: string, name: string): Sql =>
  sql`pg_advisory_xact_lock_shared(${REPOSITORY}::int, hashtext(${`${orgId}/${name}`}))::text`;

/**
 * Finds a repository and keeps it from being collected until the transaction ends. Writers hold it together.
 * @returns its id; null where nothing was ever finished under this name, and then the name is held
 */
export async function holdRepository(tx: SqlTx, orgId: string, name: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string | null }[]>`
    SELECT (SELECT "id" FROM "OciRepository" WHERE "orgId" = ${orgId} AND "name" = ${name}) AS id,
      ${holdingRepository(orgId, name)} AS held`;
  return row?.id ?? null;
}

/** Holds it alone: writers that are at work end first, others wait. For as short as can be. */
export async function holdRepositoryAlone(tx: SqlTx, orgId: string, name: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${REPOSITORY}::int, hashtext(${`${orgId}/${name}`}))::text`;
}
