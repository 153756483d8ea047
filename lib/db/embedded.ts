import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { log } from "#lib/log/log.ts";
import { findBinaries, finished, type Runner, runnerFor, runPostgres } from "./postgres-process.ts";

export type EmbeddedDatabase = { url: string; stop: () => Promise<void> };

const START_MS = 30_000;
const paths = (dataDir: string) => ({
  cluster: path.resolve(dataDir, "postgres"),
  passwordFile: path.resolve(dataDir, "postgres.password"),
});
const addressOf = (password: string, port: number) =>
  `postgresql://chartroom:${password}@127.0.0.1:${port}/postgres`;

/** Process and port of the PostgreSQL that runs in this folder, as it says itself (postmaster.pid, lines 1, 2 and 4). */
async function readPostmaster(cluster: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(path.join(cluster, "postmaster.pid"), "utf8").catch(() => "");
  const [pid = "", dir = "", , port = ""] = text.split("\n");
  return pid && port && path.resolve(dir) === cluster ? { pid: Number(pid), port: Number(port) } : null;
}

/** Stops a server that a killed process left behind in this folder. Only who holds the folder's lock may call it. */
async function stopLeftover(cluster: string): Promise<void> {
  const left = await readPostmaster(cluster);
  if (!left) return;
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      process.kill(left.pid, tries === 0 ? "SIGINT" : 0);
    } catch {
      return;
    }
    await wait(100);
  }
  throw new Error(`PostgreSQL (process ${left.pid}) is still running in ${cluster}.`);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === "string") throw new Error("No free port.");
  return address.port;
}

/** Makes the cluster under another name and renames it last: a cluster that stands under its name is complete. */
async function makeCluster(dataDir: string, runner: Runner, initdb: string): Promise<void> {
  const { cluster, passwordFile } = paths(dataDir);
  const fresh = `${cluster}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(passwordFile, crypto.randomUUID(), { mode: 0o600 });
  if (runner.uid !== null)
    for (const file of [fresh, passwordFile]) await chown(file, runner.uid, runner.uid);
  const login = ["--username=chartroom", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  await finished(
    runPostgres(runner, initdb, [`--pgdata=${fresh}`, ...login, "--encoding=UTF8", "--locale=C"]),
    "initdb",
  );
  await rename(fresh, cluster);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function untilItAnswers(url: string, hasEnded: () => string | null): Promise<void> {
  for (const until = Date.now() + START_MS; Date.now() < until; await wait(50)) {
    const lastWords = hasEnded();
    if (lastWords !== null) throw new Error(`PostgreSQL stopped: ${lastWords}`);
    if (await answers(url)) return;
  }
  throw new Error(`PostgreSQL does not answer after ${START_MS / 1000} s.`);
}

/**
 * Starts the PostgreSQL that comes with the npm package, in `<dataDir>/postgres`; creates the cluster on first use. If it
 * dies later without being asked to, it is started again on the same port. The caller holds the folder's lock.
 * @param settings further server settings, such as `fsync=off` for tests
 * @throws when it does not answer within 30 s, with PostgreSQL's own last words
 */
export async function startEmbedded(dataDir: string, settings: string[] = []): Promise<EmbeddedDatabase> {
  const { initdb, postgres } = await findBinaries();
  const { cluster, passwordFile } = paths(dataDir);
  await mkdir(path.dirname(cluster), { recursive: true });
  const runner = runnerFor(cluster, postgres);
  await stopLeftover(cluster);
  if (!existsSync(cluster)) await makeCluster(dataDir, runner, initdb);
  const port = await freePort();
  const url = addressOf(await readFile(passwordFile, "utf8"), port);
  const always = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC", ...settings];
  const args = ["-D", cluster, "-p", String(port), ...always.flatMap((setting) => ["-c", setting])];
  let stopping = false;
  let child: ChildProcess;
  let said = "";
  const start = () => {
    child = runPostgres(runner, postgres, args);
    child.stderr?.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
    });
    child.once("exit", (code) => {
      if (stopping || !ready) return;
      log.error({ code, said: said.trim() }, "postgres ended, starting it again");
      setTimeout(() => stopping || start(), 500).unref();
    });
  };
  let ready = false;
  start();
  await untilItAnswers(url, () => (child.exitCode === null ? null : said.trim()));
  ready = true;
  return {
    url,
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child.once("exit", done));
      child.kill("SIGINT");
      await gone;
    },
  };
}

/** The address of the PostgreSQL that a running server keeps in this folder. @throws when it does not answer within 30 s */
export async function joinEmbedded(dataDir: string): Promise<string> {
  const { cluster, passwordFile } = paths(dataDir);
  for (const until = Date.now() + START_MS; Date.now() < until; await wait(100)) {
    const running = await readPostmaster(cluster);
    const password = await readFile(passwordFile, "utf8").catch(() => null);
    if (!running || password === null) continue;
    const url = addressOf(password, running.port);
    if (await answers(url)) return url;
  }
  throw new Error(`The server that holds ${dataDir} has no PostgreSQL that answers.`);
}
