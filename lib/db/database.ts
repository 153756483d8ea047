import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { z } from "zod";
import { onShelf, processWide } from "#lib/env/process-wide.ts";
import { DIRECT_TYPES, POOL_ON_SHELF, type SqlTx } from "./direct.ts";
import { Prisma, PrismaClient } from "./generated/client.ts";
import { nameStatements } from "./name-statements.ts";

/** Connections of one process; PostgreSQL's default limit is 100. */
const POOL_SIZE = 20;

/** Called once, by the process that starts. */
export function connectDatabase(connectionString: string): PrismaClient {
  processWide("db.url", () => connectionString);
  // A pipeline: statements that are handed over at once go out at once, in their order (direct.ts).
  // One pool for Prisma and for the direct path: neither can take the other's connections away for good.
  const pool = processWide(
    POOL_ON_SHELF,
    () => new pg.Pool({ connectionString, max: POOL_SIZE, pipeline: true, types: DIRECT_TYPES }),
  );
  // An idle connection that breaks is made again when it is needed.
  pool.on("error", () => {});
  return processWide(
    "db",
    () =>
      new PrismaClient({
        adapter: new PrismaPg(pool, {
          disposeExternalPool: true,
          statementNameGenerator: nameStatements(),
        }),
        transactionOptions: { timeout: 30_000, maxWait: 10_000 },
      }),
  );
}

/** @throws when the process has not called connectDatabase() */
export function db(): PrismaClient {
  const client = onShelf<PrismaClient>("db");
  if (!client) throw new Error("The database was asked for before connectDatabase().");
  return client;
}

/** The address that this process is connected to: for the queue, which keeps connections of its own. It holds the password. */
export function databaseUrl(): string {
  const url = onShelf<string>("db.url");
  if (!url) throw new Error("The database was asked for before connectDatabase().");
  return url;
}

/** What belongs in a transaction takes it first. */
export type Tx = Prisma.TransactionClient;
export type { SqlTx };
export type Json = Prisma.InputJsonValue;

/** Parts of a query that is written as SQL: values become parameters, whatever they hold. */
/** An empty JSON column, which `null` alone does not say. */
export const NO_JSON = Prisma.DbNull;
export type Sql = Prisma.Sql;
export const { sql, empty: noSql, join: joinSql } = Prisma;

/** What Prisma makes of PostgreSQL's refusal of a raw statement. */
const rawFailure = z.object({
  meta: z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }) }),
});

/** Read as codes, not by class: a class exists once per bundle. */
function codeOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  if (error.code === "P2010") {
    const raw = rawFailure.safeParse(error);
    if (raw.success) return raw.data.meta.driverAdapterError.cause.originalCode;
  }
  return typeof error.code === "string" ? error.code : null;
}

/** By whichever way it came: Prisma's own code, or PostgreSQL's. */
export const isUniqueViolation = (error: unknown) => ["P2002", "23505"].includes(codeOf(error) ?? "");

/** Two writers that wait for each other: PostgreSQL ends one of them, and its work can simply be done again. */
export const isDeadlock = (error: unknown) => ["P2034", "40P01"].includes(codeOf(error) ?? "");
