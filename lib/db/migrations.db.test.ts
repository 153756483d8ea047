import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { onShelf } from "#lib/env/process-wide.ts";
import { aDatabase, anEmptyDatabase, dropDatabase } from "./fixtures.ts";
import { diffSchema } from "./migrate.ts";

// `db:migration` compares two schema texts and never a database, so only this test sees a migration that does not do
// what the schema says.

const server = onShelf<string>("test.postgres") ?? "";
let migrated = "";
let drawn = "";

beforeAll(async () => {
  migrated = await aDatabase(server);
  drawn = await anEmptyDatabase(server);
  await ask(drawn, (await diffSchema(drawn, null)) ?? "");
});
afterAll(async () => {
  for (const url of [migrated, drawn]) await dropDatabase(server, url);
});

async function ask(url: string, sql: string): Promise<{ line: string }[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ line: string }>(sql)).rows;
  } finally {
    await client.end();
  }
}

const rowsOf = async (url: string, sql: string) => (await ask(url, sql)).map((row) => row.line);

const COLUMNS = `SELECT format('%s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) AS line
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_prisma%' ORDER BY 1`;
const KEYS = `SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) AS line
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f') AND conrelid::regclass::text NOT LIKE '%\\_prisma%' ORDER BY 1`;
const INDEXES = `SELECT replace(indexdef, 'public.', '') AS line
  FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\\_prisma%' ORDER BY 1`;

it("the migrations make the columns that the schema names, and no others", async () => {
  expect(await rowsOf(migrated, COLUMNS)).toEqual(await rowsOf(drawn, COLUMNS));
});

it("the migrations make the primary and foreign keys that the schema names", async () => {
  expect(await rowsOf(migrated, KEYS)).toEqual(await rowsOf(drawn, KEYS));
});

it("the migrations make every index and unique key that the schema names", async () => {
  const made = await rowsOf(migrated, INDEXES);
  expect(made).toEqual(expect.arrayContaining(await rowsOf(drawn, INDEXES)));
});
