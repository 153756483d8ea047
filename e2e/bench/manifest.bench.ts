import { spawn } from "node:child_process";
import { once } from "node:events";
import { chartFiles, packedTree } from "../charts.ts";
import { registryOf } from "../oci.ts";
import { startServer } from "../server.ts";
import { atLeast, median, quantile, report } from "./figures.ts";
import { applyLoad, type Load } from "./load.ts";
import { cpuMs, serverPid } from "./processes.ts";

const ROUNDS = 5;
const LOAD = { connections: 16, durationMs: 2_000 };
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";

async function startBare(answer: Response, body: Uint8Array) {
  const headers = Object.fromEntries(
    [...answer.headers].filter(([name]) => !/^(date|connection|keep-alive|content-length)$/.test(name)),
  );
  const given = JSON.stringify({ headers, body: Buffer.from(body).toString("base64") });
  const child = spawn(process.execPath, [`${import.meta.dirname}/bare-server.ts`, given], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  return {
    url: `http://127.0.0.1:${port.toString().trim()}/`,
    pid: child.pid ?? 0,
    stop: () => child.kill(),
  };
}

async function measured(
  url: string,
  headers: Record<string, string>,
  pid: number,
): Promise<Load & { cpuMicros: number }> {
  const before = cpuMs(pid);
  const load = await applyLoad(url, headers, LOAD);
  return { ...load, cpuMicros: ((cpuMs(pid) - before) / load.count) * 1000 };
}

/** Manifest by tag with Basic auth against bare `node:http` that returns the same bytes, A B A B. */
export async function benchManifest(): Promise<void> {
  const server = await startServer({ env: { LOG_LEVEL: "warn" } });
  try {
    const token = await server.registryToken("pull+push");
    const registry = registryOf(server, token);
    const archive = await packedTree(Object.entries(chartFiles("bench", "1.0.0")), "bench");
    const chart = { apiVersion: "v2", name: "bench", version: "1.0.0" };
    const pushed = await registry.pushChart("charts/bench", "1.0.0", chart, archive);
    if (pushed !== 201) throw new Error(`The push answers ${pushed}.`);
    const answer = await registry.ask("GET", "charts/bench/manifests/1.0.0");
    const bare = await startBare(answer, new Uint8Array(await answer.arrayBuffer()));
    const authorization = `Basic ${Buffer.from(`org-token:${token}`).toString("base64")}`;
    const headers = { Accept: MANIFEST, Authorization: authorization };
    const url = `${server.url.replace("localhost", "127.0.0.1")}/v2/charts/bench/manifests/1.0.0`;
    const pid = serverPid(server.pid());

    await applyLoad(url, headers, LOAD); // warm
    await applyLoad(bare.url, headers, LOAD);
    const ours: Awaited<ReturnType<typeof measured>>[] = [];
    const theirs: typeof ours = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await measured(url, headers, pid));
      theirs.push(await measured(bare.url, headers, bare.pid));
    }
    bare.stop();

    const errors = ours.reduce((sum, one) => sum + one.errors, 0);
    const ratio = median(ours.map((one, i) => one.perSecond / (theirs[i]?.perSecond ?? 1)));
    const perSecond = (loads: Load[]) => median(loads.map((load) => load.perSecond)).toFixed(0);
    const cpu = (loads: { cpuMicros: number }[]) =>
      `${median(loads.map((load) => load.cpuMicros)).toFixed(0)} µs`;
    const p99 = median(ours.map((load) => quantile(load.latenciesMs, 0.99)));
    report("manifest by tag with Basic auth, ratio to node:http", ratio.toFixed(2), atLeast(ratio, 0.2));
    report("  requests a second, ours / bare", `${perSecond(ours)} / ${perSecond(theirs)}`);
    report("  CPU a request, ours / bare", `${cpu(ours)} / ${cpu(theirs)}`);
    report("  p99 at 16 connections; answers that were not 200", `${p99.toFixed(1)} ms; ${errors}`);
  } finally {
    await server.stop();
    await server.remove();
  }
}
