import { hkdfSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { env } from "#lib/env/env.ts";
import { processWide } from "#lib/env/process-wide.ts";

export type SecretKey = { id: string; bytes: Buffer };

const fileOf = (dataDir: string) => path.join(dataDir, "secret-key.key");

const aSecret = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");

function derived(secret: string, use: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "chartroom vault", use, bytes));
}

/** The id tells which key opens a text; it is derived apart from the key and gives nothing of it away. */
function toKey(secret: string): SecretKey {
  return { id: derived(secret, "id", 6).toString("hex"), bytes: derived(secret, "key", 32) };
}

function readFile(dataDir: string): SecretKey[] {
  const lines = readFileSync(fileOf(dataDir), "utf8").split(/\s+/).filter(Boolean);
  return lines.map(toKey);
}

function keysInFile(dataDir: string): SecretKey[] {
  const file = fileOf(dataDir);
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    try {
      writeFileSync(file, `${aSecret()}\n`, { mode: 0o600, flag: "wx" });
    } catch (error) {
      if (!existsSync(file)) throw error; // Another process made it first: its key is the one.
    }
  }
  return readFile(dataDir);
}

type Kept = { keys: SecretKey[] | null };
const load = (): SecretKey[] => env().CHARTROOM_SECRET_KEY?.map(toKey) ?? keysInFile(env().DATA_DIR);
const kept = () => processWide("vault.keys", (): Kept => ({ keys: null }));

function currentKeys(): SecretKey[] {
  const shelf = kept();
  shelf.keys ??= load();
  return shelf.keys;
}

/** The key that seals. The file is read each time: another process may have put a newer key into it, and drop the older ones. */
export function newestKey(): SecretKey {
  if (!env().CHARTROOM_SECRET_KEY) kept().keys = null;
  const [newest] = currentKeys();
  if (!newest) throw new Error("There is no secret key: secret-key.key in the data folder is empty.");
  return newest;
}

/** @returns null where this server has no key of this id, or no longer */
export function findKey(id: string): SecretKey | null {
  const find = () => currentKeys().find((key) => key.id === id) ?? null;
  const known = find();
  if (known || env().CHARTROOM_SECRET_KEY) return known;
  kept().keys = null;
  return find();
}

function writeKeys(lines: string[]): void {
  const { DATA_DIR } = env();
  const next = `${fileOf(DATA_DIR)}.next`;
  writeFileSync(next, `${lines.join("\n")}\n`, { mode: 0o600 });
  renameSync(next, fileOf(DATA_DIR));
  kept().keys = null;
}

/** Puts a new key before the others in the data folder's file; the others go on opening. */
export function addKey(): void {
  const { DATA_DIR } = env();
  keysInFile(DATA_DIR);
  writeKeys([aSecret(), ...readFileSync(fileOf(DATA_DIR), "utf8").split(/\s+/).filter(Boolean)]);
}

/** Drops all keys but the newest from the data folder's file: for when everything is sealed with that one. */
export function forgetOldKeys(): void {
  const [newest = ""] = readFileSync(fileOf(env().DATA_DIR), "utf8").split(/\s+/);
  if (newest) writeKeys([newest]);
}
