import { setTimeout as wait } from "node:timers/promises";
import { env } from "#lib/env/env.ts";
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
  if (DATABASE_URL) {
    const appliedMigrations = await connect(DATABASE_URL);
    return { appliedMigrations, close: () => db().$disconnect() };
  }
  const outcome = await lockDataFolder(DATA_DIR);
  if (outcome.kind === "taken")
    throw new DataFolderInUse(
      `The data folder ${DATA_DIR} is in use by process ${outcome.pid}. Stop that server, or give this one another DATA_DIR.`,
    );
  try {
    return await startLocked(DATA_DIR, outcome.lock.release);
  } catch (error) {
    await outcome.lock.release();
    throw error;
  }
}

async function startLocked(dataDir: string, release: () => Promise<void>): Promise<OpenDatabase> {
  const embedded = await startEmbedded(dataDir);
  try {
    const appliedMigrations = await connect(embedded.url);
    const close = async () => {
      await db().$disconnect();
      await embedded.stop();
      await release();
    };
    return { appliedMigrations, close };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** Opens the database for a command: joins the one that a running server keeps, or starts it for as long as the command runs. */
export async function openForCommand(): Promise<OpenDatabase> {
  const { DATA_DIR, DATABASE_URL } = env();
  if (DATABASE_URL) return openForServer();
  for (let tries = 0; tries < 3; tries += 1) {
    const outcome = await lockDataFolder(DATA_DIR);
    if (outcome.kind === "held") {
      try {
        return await startLocked(DATA_DIR, outcome.lock.release);
      } catch (error) {
        await outcome.lock.release();
        throw error;
      }
    }
    try {
      const appliedMigrations = await connect(await joinEmbedded(DATA_DIR));
      return { appliedMigrations, close: () => db().$disconnect() };
    } catch (error) {
      if (tries === 2) throw error;
      await wait(500); // The holder was stopping: perhaps the folder is free now.
    }
  }
  throw new Error("The database could not be opened.");
}
