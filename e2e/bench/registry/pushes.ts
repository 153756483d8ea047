import { performance } from "node:perf_hooks";
import { atLeast, atMost, median, quantile, report } from "../figures.ts";
import { cpuMs } from "../processes.ts";
import { makeChart, Pusher } from "./fill.ts";
import type { Opponent } from "./opponents.ts";

const CLIENTS = 8;
/** Each client's pushes before the first that counts: a young process compiles what it runs, which is twice the work. */
const WARM_EACH = 60;

type Pushed = { perSecond: number; serverCpuMs: number; storeCpuMs: number; p50Ms: number; p99Ms: number };

/** Eight clients push charts of their own, each a new version with content of its own, as `helm push` does. */
async function pushSome(opponent: Opponent, root: string, round: number, each: number): Promise<Pushed> {
  const charts = await Promise.all(
    Array.from({ length: CLIENTS * each }, (_, nth) =>
      makeChart(`push-${nth % CLIENTS}`, `1.${round}.${Math.floor(nth / CLIENTS)}`, 8_000),
    ),
  );
  const times: number[] = [];
  const cpu = () => opponent.pids().map((pid) => cpuMs(pid));
  const before = new Map(opponent.pids().map((pid) => [pid, cpuMs(pid)]));
  const serverBefore = cpu()[0] ?? 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      const pusher = await Pusher.open(opponent);
      for (const chart of charts.filter((_one, nth) => nth % CLIENTS === client)) {
        const at = performance.now();
        await pusher.pushChart(`${root}/${chart.name}`, chart);
        times.push(performance.now() - at);
      }
      pusher.close();
    }),
  );
  const tookMs = performance.now() - began;
  const pids = opponent.pids();
  const server = cpuMs(pids[0] ?? 0) - serverBefore;
  const store = pids.slice(1).reduce((sum, pid) => sum + cpuMs(pid) - (before.get(pid) ?? 0), 0);
  return {
    perSecond: (charts.length / tookMs) * 1000,
    serverCpuMs: server / charts.length,
    storeCpuMs: store / charts.length,
    p50Ms: median(times),
    p99Ms: quantile(times, 0.99),
  };
}

function tellPushes(name: string, rounds: Pushed[]): void {
  const of = (read: (one: Pushed) => number) => median(rounds.map(read));
  report(`  ${name}`, `${of((one) => one.perSecond).toFixed(0)}/s`);
  report(
    "    CPU a push: server, its store; p50, p99",
    `${of((one) => one.serverCpuMs).toFixed(1)} + ${of((one) => one.storeCpuMs).toFixed(1)} ms; ${of((one) => one.p50Ms).toFixed(0)}, ${of((one) => one.p99Ms).toFixed(0)} ms`,
  );
}

/** PF-5: a push of a 10 KB chart in the shape of helm's, durable on every side, to a plain repository and to the catalog. */
export async function benchPushes(
  ours: Opponent,
  others: Opponent[],
  { rounds, each }: { rounds: number; each: number },
): Promise<void> {
  console.log("\n  PF-5 push of 10 KB in helm's shape, 8 clients");
  const plain: Pushed[] = [];
  const catalog: Pushed[] = [];
  const theirs = new Map<string, Pushed[]>(others.map((other) => [other.name, []]));
  // All sides alike, and nothing of it counts.
  for (const opponent of [ours, ...others]) await pushSome(opponent, "bench/push", rounds, WARM_EACH);
  for (let round = 0; round < rounds; round += 1) {
    plain.push(await pushSome(ours, "bench/push", round, each));
    for (const other of others)
      theirs.get(other.name)?.push(await pushSome(other, "bench/push", round, each));
  }
  // Afterwards: its findings are still being made when the last push has been answered.
  for (let round = 0; round < rounds; round += 1) catalog.push(await pushSome(ours, "charts", round, each));
  tellPushes("Chartroom, plain repository", plain);
  tellPushes("Chartroom, catalog (gates, version, findings by a job)", catalog);
  for (const [name, pushed] of theirs) {
    tellPushes(name, pushed);
    const all = plain.map((one, nth) => one.perSecond / (pushed[nth]?.perSecond ?? Number.NaN));
    const spread = `${median(all).toFixed(2)} (${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)})`;
    report(`  ratio to ${name}`, spread, name === "distribution" ? atLeast(median(all), 3.5) : undefined);
  }
  const cpu = median(plain.map((one) => one.serverCpuMs));
  report("  CPU a push of the server", `${cpu.toFixed(1)} ms`, atMost(cpu, 4, "4 ms"));
}
