import { z } from "zod";
import type { DatabaseSession } from "#lib/db/open-session.ts";

/** What lives for minutes: uploads in progress, answers kept for a retry, counters of limits, renders that were asked for,
 * sign-ins that wait for a code. */
const LEFT_OUT = new Set([
  "_prisma_migrations",
  "IdempotentAnswer",
  "OciUpload",
  "PendingSignIn",
  "RateBalance",
  "RenderJob",
  "SignInFailure",
  "SpentSignIn",
]);

const namesSchema = z.array(z.object({ name: z.string() }));
const edgesSchema = z.array(z.object({ from: z.string(), to: z.string() }));

async function namesOf(client: DatabaseSession, sql: string): Promise<string[]> {
  return namesSchema.parse((await client.query(sql)).rows).map(({ name }) => name);
}

const TABLES = `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`;

/** Tables that hold something, of all there are. */
export async function filledTables(client: DatabaseSession): Promise<string[]> {
  const filled: string[] = [];
  for (const name of await namesOf(client, TABLES)) {
    if (name === "_prisma_migrations") continue;
    const { rowCount } = await client.query(`SELECT 1 FROM "${name}" LIMIT 1`);
    if (rowCount) filled.push(name);
  }
  return filled;
}

/** The tables of a backup: each behind those that its rows refer to. */
export async function backupTables(client: DatabaseSession): Promise<string[]> {
  const left = new Set((await namesOf(client, TABLES)).filter((name) => !LEFT_OUT.has(name)));
  const edges = edgesSchema.parse(
    (
      await client.query(`SELECT a.relname AS "from", b.relname AS "to" FROM pg_constraint c
        JOIN pg_class a ON a.oid = c.conrelid JOIN pg_class b ON b.oid = c.confrelid
        WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND a.oid <> b.oid`)
    ).rows,
  );
  const ordered: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter((name) => !edges.some(({ from, to }) => from === name && left.has(to)));
    if (free.length === 0)
      throw new Error(`These tables refer to each other in a circle: ${[...left].join(", ")}.`);
    for (const name of free) left.delete(name);
    ordered.push(...free);
  }
  return ordered;
}

/** Names of the migrations that were applied, in their order. */
export function appliedMigrations(client: DatabaseSession): Promise<string[]> {
  return namesOf(
    client,
    `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1`,
  );
}
