import { Client } from "pg";
import { processWide } from "#lib/env/process-wide.ts";
import type { Subscription } from "./changes.ts";

const TEMPLATE = "template_migrated";

async function onServer(serverUrl: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** An empty database, named for what it is for. @returns its address */
export async function anEmptyDatabase(
  serverUrl: string,
  name = `empty_${crypto.randomUUID()}`,
): Promise<string> {
  await onServer(serverUrl, `CREATE DATABASE "${name}"`);
  return urlOf(serverUrl, name);
}

/** The database that others are copied from: made and migrated once a run, then never connected to again. */
export async function aTemplate(
  serverUrl: string,
  migrate: (url: string) => Promise<unknown>,
): Promise<void> {
  await migrate(await anEmptyDatabase(serverUrl, TEMPLATE));
}

/** A database with all migrations applied, of nobody else: a copy of the template, in some 50 ms. @returns its address */
export async function aDatabase(serverUrl: string): Promise<string> {
  const name = `test_${crypto.randomUUID()}`;
  await onServer(serverUrl, `CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE}"`);
  return urlOf(serverUrl, name);
}

export async function dropDatabase(serverUrl: string, url: string): Promise<void> {
  await onServer(serverUrl, `DROP DATABASE IF EXISTS "${new URL(url).pathname.slice(1)}" WITH (FORCE)`);
}

/** From here on this process keeps what it was asked, as one does that hears of changes; here it hears only its own. */
export function listenAlone(): void {
  processWide("db.changes.subscription", (): Subscription => {
    const nothing = async () => {};
    return {
      isOpen: () => true,
      noteChange: () => {},
      isSettled: () => true,
      settle: nothing,
      stop: nothing,
    };
  });
}
