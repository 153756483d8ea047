import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import { Client } from "pg";

/** Files beside this one's repository, wherever the process was started. */
const PRISMA = path.resolve(import.meta.dirname, "../../prisma");

let loaded: Promise<typeof engineModule> | undefined;

/** The engine leaves a timer of ten seconds behind, which would keep a command from ending. */
function withoutWaiting([name, value]: [string, unknown]): [string, WebAssembly.ImportValue] {
  const timeout = (run: () => void, delayMs: number) => setTimeout(run, delayMs).unref();
  // What wasm-bindgen exports are the functions that its module imports.
  return [name, name.startsWith("__wbg_setTimeout_") ? timeout : (value as WebAssembly.ImportValue)];
}

// The package's own entry imports the .wasm file as an ES module, which Node still calls experimental.
async function loadEngine(): Promise<typeof engineModule> {
  // `createRequire`, because Vitest's loader has no `import.meta.resolve`.
  const engine = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const file = path.join(path.dirname(engine), "schema_engine_bg.wasm");
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    "./schema_engine_bg.js": Object.fromEntries(Object.entries(engineModule).map(withoutWaiting)),
  });
  engineModule.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return engineModule;
}

async function readSchemas(): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(path.join(PRISMA, "schema"))).filter((name) => name.endsWith(".prisma"));
  return Promise.all(
    names.map(async (name) => ({
      path: `prisma/schema/${name}`,
      content: await readFile(path.join(PRISMA, "schema", name), "utf8"),
    })),
  );
}

async function readMigrations() {
  const baseDir = path.join(PRISMA, "migrations");
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: await readFile(path.join(baseDir, name, "migration.sql"), "utf8"),
        },
      },
    })),
  );
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories,
  };
}

const filters = { externalTables: [], externalEnums: [] };

/**
 * The adapter cuts a script at each semicolon, also inside a function's body. Sent whole, PostgreSQL reads it itself,
 * and runs it in one transaction: a migration is applied or it is not.
 */
class WholeScripts extends PrismaPg {
  private readonly opened: { dispose: () => Promise<void> }[] = [];

  override async connect() {
    const connection = await super.connect();
    this.opened.push(connection);
    connection.executeScript = async (script) => {
      await connection.underlyingDriver().query(script);
    };
    return connection;
  }

  /** The engine leaves its connections open. */
  async close(): Promise<void> {
    for (const connection of this.opened.splice(0)) await connection.dispose();
  }
}

/** Any number that only migrations use: processes that start together apply one after another. */
const MIGRATION_LOCK = 4_218_310;

async function openEngine(connectionString: string) {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const schemas = await readSchemas();
  const adapter = new WholeScripts({ connectionString });
  const engine = await SchemaEngine.new(
    { datamodels: schemas.map((file) => [file.path, file.content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  return { engine, close: () => adapter.close() };
}

/** Applies what is not yet applied. @returns the names it applied, in order. */
export async function applyMigrations(connectionString: string): Promise<string[]> {
  const lock = new Client({ connectionString });
  await lock.connect();
  try {
    await lock.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const { engine, close } = await openEngine(connectionString);
    const { appliedMigrationNames } = await engine
      .applyMigrations({ migrationsList: await readMigrations(), filters })
      .finally(close);
    return appliedMigrationNames;
  } finally {
    await lock.end(); // Ends the session, and with it the lock.
  }
}

/**
 * The SQL that takes `before` (the schema as the last migration left it) to the schema in `prisma/schema`;
 * null when there is no difference. Compares two schema texts: reading the structure back from a live database
 * fails in adapter-pg 7.10, which does not know PostgreSQL's internal "char" type.
 */
export async function diffSchema(connectionString: string, before: string | null): Promise<string | null> {
  const { engine, close } = await openEngine(connectionString);
  const files = await readSchemas();
  const { exitCode, stdout } = await engine
    .diff({
      from:
        before === null
          ? { tag: "empty" }
          : { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: before }] },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters,
    })
    .finally(close);
  return exitCode === 0 ? null : stdout;
}

/** All schema files as one text, in name order. */
export async function schemaText(): Promise<string> {
  const files = await readSchemas();
  return files
    .sort((a, b) => a.path.localeCompare(b.path))
    .map((file) => file.content.trim())
    .join("\n\n")
    .concat("\n");
}
