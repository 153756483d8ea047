import { setTimeout as wait } from "node:timers/promises";
import { env } from "#lib/env/env.ts";
import { listenForChanges } from "./changes.ts";
import { lockDataFolder } from "./data-lock.ts";
import { connectDatabase, db } from "./database.ts";
import { joinEmbedded, startEmbedded } from "./embedded.ts";
import { applyMigrations } from "./migrate.ts";

export type OpenDatabase = { close: () => Promise<void>; appliedMigrations: string[] };

async function connect(url: string): Promise<string[]> {
  const applied = await applyMigrations(url);
  connectDatabase(url);
  return applied;
}

/** The data folder is in use by another server. */
export class DataFolderInUse extends Error {
  override name = "DataFolderInUse";
}

/**
 * Opens the database for a server: locks the data folder (also beside a real PostgreSQL: blobs and keys lie there),
 * starts the embedded PostgreSQL where DATABASE_URL is not set, applies migrations, connects.
 * @throws DataFolderInUse naming the process that holds the folder
 */
export async function openForServer(): Promise<OpenDatabase> {
  const { DATA_DIR, DATABASE_URL } = env();
  if (DATABASE_URL) return openGiven(DATABASE_URL, true);
  const outcome = await lockDataFolder(DATA_DIR);
  if (outcome.kind === "taken")
    throw new DataFolderInUse(
      `The data folder ${DATA_DIR} is in use by process ${outcome.pid}. Stop that server, or give this one another DATA_DIR.`,
    );
  try {
    return await startLocked(DATA_DIR, outcome.lock.release, true);
  } catch (error) {
    await outcome.lock.release();
    throw error;
  }
}

async function openGiven(url: string, listens: boolean): Promise<OpenDatabase> {
  const appliedMigrations = await connect(url);
  const subscription = listens ? listenForChanges(url) : null;
  const close = async () => {
    await subscription?.stop();
    await db().$disconnect();
  };
  return { appliedMigrations, close };
}

async function startLocked(
  dataDir: string,
  release: () => Promise<void>,
  listens: boolean,
): Promise<OpenDatabase> {
  const embedded = await startEmbedded(dataDir);
  try {
    const { appliedMigrations, close } = await openGiven(embedded.url, listens);
    const closeAll = async () => {
      await close();
      await embedded.stop();
      await release();
    };
    return { appliedMigrations, close: closeAll };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** Opens the database for a command: joins the one that a running server keeps, or starts it for as long as the command runs. */
export async function openForCommand(): Promise<OpenDatabase> {
  const { DATA_DIR, DATABASE_URL } = env();
  if (DATABASE_URL) return openGiven(DATABASE_URL, false);
  for (let tries = 0; tries < 3; tries += 1) {
    const outcome = await lockDataFolder(DATA_DIR);
    if (outcome.kind === "held") {
      try {
        return await startLocked(DATA_DIR, outcome.lock.release, false);
      } catch (error) {
        await outcome.lock.release();
        throw error;
      }
    }
    try {
      return await openGiven(await joinEmbedded(DATA_DIR), false);
    } catch (error) {
      if (tries === 2) throw error;
      await wait(500); // The holder was stopping: perhaps the folder is free now.
    }
  }
  throw new Error("The database could not be opened.");
}
