import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { env } from "#lib/env/env.ts";
import { onShelf } from "#lib/env/process-wide.ts";

function forgetKept(): void {
  const kept = onShelf<{ keys: unknown[] | null }>("vault.keys");
  if (kept) kept.keys = null;
}

/** The keys of this process from now on, the newest first. */
export function setKeys(keys: string[]): void {
  Object.assign(env(), { CHARTROOM_SECRET_KEY: keys });
  forgetKept();
}

export function setDataDir(dataDir: string): void {
  Object.assign(env(), { CHARTROOM_SECRET_KEY: undefined, DATA_DIR: dataDir });
  forgetKept();
}

/** A data folder of its own, whose key file nobody has made yet. @returns its path */
export function aDataDir(): string {
  const dataDir = mkdtempSync(path.join(tmpdir(), "chartroom-vault-"));
  setDataDir(dataDir);
  return dataDir;
}
