import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdtempSync, readFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "..");
/** A first start builds the pages. */
const START_LIMIT_MS = 300_000;
const STOP_LIMIT_MS = 20_000;
const KEPT_LOG = 400_000;

export const owner = { email: "owner@example.test", password: "a long enough password" };

export type RegistryScope = "pull" | "push" | "pull+push";
export type ApiScope = "read" | "write" | "publish" | "admin";
export type Answer<T = unknown> = { status: number; headers: Headers; body: T };
export type Outcome = { status: number; stdout: string; stderr: string };

export type Server = {
  url: string;
  /** `localhost:port`, as clients name a registry. */
  host: string;
  dataDir: string;
  env: Record<string, string>;
  pid: () => number;
  /** What the server has said, the last 400 KB of it. */
  logs: () => string;
  /** Asks the server to stop and waits until it has. */
  stop: () => Promise<void>;
  /** The process dies at once; PostgreSQL stays, as it would, or dies too, as in a power cut. */
  kill9: (also?: { postgres: boolean }) => Promise<void>;
  /** Starts it again, on the same port and folder. */
  start: () => Promise<void>;
  /** Runs a command of the command line with the settings of this server. */
  chartroom: (...args: string[]) => Promise<Outcome>;
  registryToken: (scope?: RegistryScope) => Promise<string>;
  apiToken: (scope?: ApiScope) => Promise<string>;
  /** Stops whatever is left and removes the data folder. */
  remove: () => Promise<void>;
};

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}

/** Runs a program to its end. A status that is not zero is a result, not an error. */
export function runProgram(
  file: string,
  args: string[],
  options: { cwd?: string; env?: Record<string, string>; input?: string } = {},
): Promise<Outcome> {
  return new Promise((done, fail) => {
    const child = execFile(
      file,
      args,
      {
        cwd: options.cwd ?? root,
        env: { ...process.env, ...options.env },
        maxBuffer: 1 << 28,
        timeout: 120_000,
      },
      (error, stdout, stderr) => {
        const status = error ? error.code : 0;
        if (typeof status === "number") done({ status, stdout, stderr });
        else fail(new Error(`${file} ${args.join(" ")} was not run to its end: ${stderr}`, { cause: error }));
      },
    );
    // A program may end before it has read what it is given: its exit tells what came of it.
    child.stdin?.on("error", () => {});
    child.stdin?.end(options.input ?? "");
  });
}

/** PostgreSQL outlives a killed server. Waits until it has ended. */
async function endPostgres(dataDir: string, how: "SIGINT" | "SIGKILL"): Promise<void> {
  const text = await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number(text.split("\n")[0]);
  if (!pid) return;
  for (let tries = 0; tries < 200 && signal(pid, tries === 0 ? how : 0); tries += 1) await wait(50);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** Whether a process of this group still runs; one that has ended and that nobody has waited for does not. */
function livesGroup(group: number): boolean {
  return globSync("/proc/[0-9]*/stat").some((file) => {
    try {
      const text = readFileSync(file, "utf8");
      const [state, , itsGroup] = text.slice(text.lastIndexOf(")") + 2).split(" ");
      return Number(itsGroup) === group && state !== "Z";
    } catch {
      return false; // It ended while we looked.
    }
  });
}

const left = new Set<number>();
process.on("exit", () => {
  for (const pid of left) signal(-pid, "SIGKILL");
});

/**
 * Starts the built server as `npm start` does, on a free port with a data folder of its own, and waits until it is
 * ready. No rate limit, unless `env` sets one: the clients of a test share an address.
 */
export async function startServer(
  options: { env?: Record<string, string>; dataDir?: string } = {},
): Promise<Server> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), "chartroom-e2e-"));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env: Record<string, string> = {
    NODE_ENV: "production",
    PORT: String(port),
    DATA_DIR: dataDir,
    CHARTROOM_PUBLIC_URL: url,
    CHARTROOM_OWNER_EMAIL: owner.email,
    CHARTROOM_OWNER_PASSWORD: owner.password,
    CHARTROOM_RATE_LIMIT: "off",
    // What tests start beside it is on this machine.
    CHARTROOM_OUTBOUND_ALLOW: "127.0.0.1, localhost",
    LOG_LEVEL: "info",
    ...options.env,
  };
  let child: ChildProcess | undefined;
  let said = "";

  async function start(): Promise<void> {
    // Its own process group, so that a kill reaches the server and whatever it started, and nothing else.
    const started = spawn(process.execPath, ["bin/chartroom.ts", "start"], {
      cwd: root,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
    });
    child = started;
    const pid = started.pid ?? 0;
    left.add(pid);
    started.once("exit", () => left.delete(pid));
    for (const stream of [started.stdout, started.stderr])
      stream.on("data", (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-KEPT_LOG);
      });
    for (const until = Date.now() + START_LIMIT_MS; Date.now() < until; await wait(50)) {
      if (started.exitCode !== null) throw new Error(`The server stopped at its start:\n${said}`);
      const answer = await fetch(`${url}/readyz`).catch(() => null);
      if (answer?.ok) return;
    }
    throw new Error(`The server is not ready after ${START_LIMIT_MS / 1000} s:\n${said}`);
  }

  async function end(name: NodeJS.Signals): Promise<void> {
    const running = child;
    if (!running?.pid || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, "exit");
    // Only a kill goes to the whole group: the server itself decides how it stops.
    signal(name === "SIGKILL" ? -running.pid : running.pid, name);
    await gone;
    while (livesGroup(running.pid)) await wait(10);
  }

  async function stop(): Promise<void> {
    const tooLong = new AbortController();
    const limit = wait(STOP_LIMIT_MS, undefined, { signal: tooLong.signal }).then(
      () => end("SIGKILL").then(() => Promise.reject(new Error(`The server did not stop:\n${said}`))),
      () => {},
    );
    await Promise.race([end("SIGTERM"), limit]);
    tooLong.abort();
  }

  function chartroom(...args: string[]): Promise<Outcome> {
    return runProgram(process.execPath, ["bin/chartroom.ts", ...args], { env });
  }

  async function token(...args: string[]): Promise<string> {
    const made = await chartroom(
      "token",
      "create",
      "--json",
      "--name",
      `e2e-${crypto.randomUUID().slice(0, 8)}`,
      ...args,
    );
    if (made.status !== 0) throw new Error(`No token was made: ${made.stderr}`);
    return z.object({ token: z.string() }).parse(JSON.parse(made.stdout)).token;
  }

  await start();
  return {
    url,
    host: `localhost:${port}`,
    dataDir,
    env,
    pid: () => child?.pid ?? 0,
    logs: () => said,
    stop,
    kill9: async (also) => {
      const ended = also?.postgres ? endPostgres(dataDir, "SIGKILL") : undefined;
      await end("SIGKILL");
      await ended;
    },
    start,
    chartroom,
    registryToken: (scope = "pull+push") => token("--scope", scope),
    apiToken: (scope = "admin") => token("--api", "--scope", scope),
    remove: async () => {
      await end("SIGKILL");
      await endPostgres(dataDir, "SIGINT");
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type Api = {
  get: <T = unknown>(address: string) => Promise<Answer<T>>;
  post: <T = unknown>(address: string, body: unknown) => Promise<Answer<T>>;
  put: <T = unknown>(address: string, body: unknown) => Promise<Answer<T>>;
  patch: <T = unknown>(address: string, body: unknown) => Promise<Answer<T>>;
  delete: <T = unknown>(address: string) => Promise<Answer<T>>;
  /** Sends a package's bytes. */
  postPackage: <T = unknown>(address: string, bytes: Uint8Array) => Promise<Answer<T>>;
};

/** The portal API as a script sees it. */
export function apiOf(server: Pick<Server, "url">, token: string): Api {
  async function ask<T>(method: string, address: string, body?: BodyInit, type?: string): Promise<Answer<T>> {
    const answer = await fetch(`${server.url}/api/v2${address}`, {
      method,
      redirect: "manual",
      headers: { authorization: `Bearer ${token}`, ...(type ? { "content-type": type } : {}) },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    const json = answer.headers.get("content-type")?.includes("json") ?? false;
    // The caller names the view that it expects; its assertions are the check.
    return {
      status: answer.status,
      headers: answer.headers,
      body: (json && text ? JSON.parse(text) : text) as T,
    };
  }
  return {
    get: (address) => ask("GET", address),
    post: (address, body) => ask("POST", address, JSON.stringify(body), "application/json"),
    put: (address, body) => ask("PUT", address, JSON.stringify(body), "application/json"),
    patch: (address, body) => ask("PATCH", address, JSON.stringify(body), "application/json"),
    delete: (address) => ask("DELETE", address),
    postPackage: (address, bytes) => ask("POST", address, new Uint8Array(bytes), "application/gzip"),
  };
}
