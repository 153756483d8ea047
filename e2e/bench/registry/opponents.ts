import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { clientsFolder } from "../../clients/tools.ts";
import { freePort, startServer } from "../../server.ts";
import { family, serverPid } from "../processes.ts";

/** A registry under the same load as the others. */
export type Opponent = {
  name: string;
  version: string;
  /** `127.0.0.1:port` */
  host: string;
  /** Headers of a pusher; none where the registry asks for no login. */
  login: Record<string, string>;
  /** The processes whose CPU time is its own: first the server, then what stores for it. */
  pids: () => number[];
  stop: () => Promise<void>;
};

const DISTRIBUTION = "v3.1.2";

/** Servers on the first processor, the load on the second, so that neither takes time from the other. */
export function pin(pid: number, processor: number): void {
  const { status, stderr } = spawnSync("taskset", ["-a", "-p", "-c", String(processor), String(pid)]);
  if (status !== 0) throw new Error(`taskset: ${String(stderr)}`);
}

async function untilAnswers(host: string, program: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (program.exitCode !== null) throw new Error(`The registry at ${host} ended with ${program.exitCode}.`);
    if (await fetch(`http://${host}/v2/`).catch(() => null)) return;
    await wait(100);
  }
  throw new Error(`The registry at ${host} does not answer.`);
}

/** Chartroom as it is started, without the rate limit; the chart that is read anonymously is public. */
export async function startOurs(): Promise<Opponent & { makePublic: (chart: string) => Promise<void> }> {
  const server = await startServer({ env: { LOG_LEVEL: "warn" } });
  const token = await server.registryToken("pull+push");
  const api = await server.apiToken("admin");
  const authorization = `Basic ${Buffer.from(`org-token:${token}`).toString("base64")}`;
  const pids = () => {
    const own = serverPid(server.pid());
    const all = family(server.pid()).filter((one) => one.command.includes("postgres"));
    return [own, ...all.map((one) => one.pid)];
  };
  for (const pid of pids()) pin(pid, 0);
  return {
    name: "Chartroom",
    version: "this tree",
    host: server.host.replace("localhost", "127.0.0.1"),
    login: { Authorization: authorization },
    pids,
    makePublic: async (chart) => {
      const answer = await fetch(`${server.url}/api/v2/org-charts/${chart}`, {
        method: "PATCH",
        headers: { authorization: `Bearer ${api}`, "content-type": "application/json" },
        body: JSON.stringify({ visibility: "public" }),
      });
      if (!answer.ok) throw new Error(`${chart} cannot be made public: ${await answer.text()}`);
    },
    stop: async () => {
      await server.stop();
      await server.remove();
    },
  };
}

function buildDistribution(): string {
  const folder = path.join(clientsFolder(), `distribution-${DISTRIBUTION}`);
  const program = path.join(folder, "registry");
  if (existsSync(program)) return program;
  const { status } = spawnSync(
    "go",
    [
      "install",
      "-trimpath",
      "-ldflags",
      "-s -w",
      `github.com/distribution/distribution/v3/cmd/registry@${DISTRIBUTION}`,
    ],
    {
      cwd: tmpdir(),
      stdio: ["ignore", process.stderr, process.stderr],
      env: { ...process.env, CGO_ENABLED: "0", GOFLAGS: "", GOBIN: folder },
    },
  );
  if (status !== 0) throw new Error("distribution could not be built; it needs Go and its module proxy.");
  return program;
}

async function startProgram(
  name: string,
  version: string,
  program: string,
  args: string[],
  port: number,
  folder: string,
): Promise<Opponent> {
  const host = `127.0.0.1:${port}`;
  const child = spawn(program, args, {
    stdio: "ignore",
    env: { ...process.env, HOME: folder },
  });
  const pid = child.pid;
  if (!pid) throw new Error(`${program} cannot be started.`);
  await untilAnswers(host, child);
  pin(pid, 0);
  return {
    name,
    version,
    host,
    login: {},
    pids: () => [pid],
    stop: async () => {
      child.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** CNCF distribution on its file system, without log lines and without authentication: it syncs what it stores. */
export async function startDistribution(): Promise<Opponent> {
  const folder = await mkdtemp(path.join(tmpdir(), "chartroom-distribution-"));
  const port = await freePort();
  const settings = {
    version: 0.1,
    log: { level: "error", accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: path.join(folder, "blobs") }, delete: { enabled: true } },
    http: { addr: `127.0.0.1:${port}` },
  };
  // JSON is YAML.
  await writeFile(path.join(folder, "config.yml"), JSON.stringify(settings));
  const args = ["serve", path.join(folder, "config.yml")];
  return startProgram("distribution", DISTRIBUTION, buildDistribution(), args, port, folder);
}

/** zot, where ZOT names its program. Its default does not sync the blobs it stores; `commit` does. */
export async function startZot(): Promise<Opponent | null> {
  const program = process.env.ZOT;
  if (!program) return null;
  const folder = await mkdtemp(path.join(tmpdir(), "chartroom-zot-"));
  const port = await freePort();
  await mkdir(path.join(folder, "blobs"));
  const settings = {
    storage: { rootDirectory: path.join(folder, "blobs"), commit: true },
    http: { address: "127.0.0.1", port: String(port) },
    log: { level: "error" },
  };
  await writeFile(path.join(folder, "config.json"), JSON.stringify(settings));
  const { stdout } = spawnSync(program, ["--version"]);
  const version = String(stdout).trim().slice(0, 60) || "of unknown version";
  return startProgram("zot", version, program, ["serve", path.join(folder, "config.json")], port, folder);
}
