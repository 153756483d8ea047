import { PrismaPg } from "@prisma/adapter-pg";
import { onShelf, processWide } from "#lib/env/process-wide.ts";
import { Prisma, PrismaClient } from "./generated/client.ts";
import { nameStatements } from "./name-statements.ts";

/** Connections of one process; PostgreSQL's default limit is 100. */
const POOL_SIZE = 20;

/** Called once, by the process that starts. */
export function connectDatabase(connectionString: string): PrismaClient {
  processWide("db.url", () => connectionString);
  return processWide(
    "db",
    () =>
      new PrismaClient({
        adapter: new PrismaPg(
          { connectionString, max: POOL_SIZE },
          { onPoolError: () => {}, statementNameGenerator: nameStatements() },
        ),
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
export type Json = Prisma.InputJsonValue;

/** Parts of a query that is written as SQL: values become parameters, whatever they hold. */
export type Sql = Prisma.Sql;
export const { sql, empty: noSql, join: joinSql } = Prisma;

/** Reads the code, not the class: the class exists once per bundle, the code is the same everywhere. */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "P2002";
}
