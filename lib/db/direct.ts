import pg from "pg";
import { onShelf, processWide } from "#lib/env/process-wide.ts";
import { Prisma } from "./generated/client.ts";

/**
 * What runs SQL: a transaction of Prisma's and one of the direct path alike, so that what is called inside a transaction
 * (`recordAudit`, `announceChange`, `recordBlobs`) serves both. Rows have the types that Prisma gives raw rows.
 */
export type SqlTx = {
  $queryRaw<T = unknown>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<T>;
  /** @returns the number of rows that were written */
  $executeRaw(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<number>;
  /** For libraries that bring their own SQL. */
  $queryRawUnsafe<T = unknown>(text: string, ...values: unknown[]): Promise<T>;
};

export const POOL_ON_SHELF = "db.pool";

/** Statements that each connection keeps prepared; a text that comes later is parsed each time. */
const MAX_NAMED = 300;
/** Of the process, as its connections are: this module exists once per bundle, and a name means one text. */
const namesByText = () => processWide("db.direct-names", () => new Map<string, string>());

/** Every statement of the direct path stands in our source, so that each is worth preparing with its first use. */
function nameOf(text: string): string | undefined {
  const names = namesByText();
  const known = names.get(text);
  if (known !== undefined || names.size >= MAX_NAMED) return known;
  const name = `chartroom_direct_${names.size}`;
  names.set(text, name);
  return name;
}

/** `bigint` for PostgreSQL's, as from Prisma: the driver itself gives texts. For the pool; Prisma brings types of its own. */
export const DIRECT_TYPES: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    id === pg.types.builtins.INT8 ? (text: string) => BigInt(text) : pg.types.getTypeParser(id, format),
};

type Named = { text: string; name: string | undefined };

/** What a template without parts comes to: its texts are the same object each time. */
const plain = new WeakMap<TemplateStringsArray, Named>();

const isPart = (value: unknown) => typeof value === "object" && value !== null && "strings" in value;

function nameTemplate(template: TemplateStringsArray, values: unknown[]): Named {
  const known = plain.get(template);
  if (known) return known;
  const { text } = Prisma.sql(template, ...values);
  const named = { text, name: nameOf(text) };
  plain.set(template, named);
  return named;
}

/** A template, or one that was put together from parts; told apart by form, since the class exists once per bundle. */
function toQuery(query: TemplateStringsArray | Prisma.Sql, values: unknown[]): pg.Query {
  if ("raw" in query && !values.some(isPart)) return prepared(nameTemplate(query, values), values);
  const { text, values: all } = "raw" in query ? Prisma.sql(query, ...values) : query;
  return prepared({ text, name: nameOf(text) }, all);
}

/** The driver's own class: of a description it would make a copy, property by property, which costs more than all else it does. */
const prepared = ({ text, name }: Named, values: unknown[]): pg.Query =>
  Object.assign(new pg.Query(text, values), { name });

type Runner = (query: pg.Query) => Promise<pg.QueryResult>;

const onClient =
  (client: pg.ClientBase): Runner =>
  (query) =>
    new Promise((done, fail) => {
      const settle = (error: Error | undefined, result: pg.QueryResult) =>
        error ? fail(error) : done(result);
      client.query(Object.assign(query, { callback: settle }));
    });

// The driver's types have it that the query comes back, as from a client; from the pool comes what it results in.
const onPool: Runner = (query) => pool().query(query) as unknown as Promise<pg.QueryResult>;

const overRunner = (run: Runner): SqlTx => ({
  $queryRaw: async <T>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
    // The caller says what its statement selects, as with Prisma.
    (await run(toQuery(query, values))).rows as T,
  $executeRaw: async (query, ...values) => (await run(toQuery(query, values))).rowCount ?? 0,
  $queryRawUnsafe: async <T>(text: string, ...values: unknown[]) =>
    (await run(new pg.Query(text, values))).rows as T,
});

function pool(): pg.Pool {
  const shared = onShelf<pg.Pool>(POOL_ON_SHELF);
  if (!shared) throw new Error("The database was asked for before connectDatabase().");
  return shared;
}

/**
 * The short way to the database, for what happens on every request of the registry: SQL that is written out, prepared by
 * name, on the same connections that Prisma uses. A statement costs the process about a tenth of what the same costs through
 * Prisma (docs/performance.md). Everything else goes through `db()`.
 */
export function direct(): SqlTx {
  return overRunner(onPool);
}

/** What is handed over while this runs goes out as one piece: each write of its own wakes this process and PostgreSQL's. */
function together<T>({ connection }: pg.Client, handOver: () => T): T {
  connection.stream.cork();
  try {
    return handOver();
  } finally {
    connection.stream.uncork();
  }
}

/** @param last single statements that nothing of the deed waits for: they go out together with COMMIT, which ends in a rollback where one fails */
async function deed<T>(client: pg.Client, work: Work<T>, last?: Last<T>): Promise<T> {
  const tx = overRunner(onClient(client));
  const [begun, working] = together(client, () => [client.query("BEGIN"), work(tx)] as const);
  // Where it fails, so does what comes after it.
  begun.catch(() => {});
  const result = await working;
  await begun;
  await Promise.all(together(client, () => [...(last?.(tx, result) ?? []), client.query("COMMIT")]));
  return result;
}

type Work<T> = (tx: SqlTx) => Promise<T>;
type Last<T> = (tx: SqlTx, result: T) => Promise<unknown>[];

/**
 * Runs work in a transaction of the direct path: all of it or nothing. Nothing slow belongs inside: it holds a connection.
 * Statements that do not wait for each other's rows may be handed over at once and awaited together; each has to be one
 * statement then, with nothing after it, or it would go on after another one has failed.
 * @param last what is left to write when everything is decided; it goes out with the commit
 * @throws what work throws, and errors of PostgreSQL, which `isUniqueViolation` and `isDeadlock` know
 */
export async function inTransaction<T>(work: Work<T>, last?: Last<T>): Promise<T> {
  const client = await pool().connect();
  let broken: Error | undefined;
  // What breaks the connection is told by the statement that fails.
  const ignore = () => {};
  client.on("error", ignore);
  try {
    return await deed(client, work, last);
  } catch (error) {
    // A connection that cannot even roll back is not given to the next; PostgreSQL rolls back when it is closed.
    await client.query("ROLLBACK").catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.off("error", ignore).release(broken);
  }
}
