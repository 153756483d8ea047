import { atMost, report } from "../figures.ts";
import { applyLoad } from "../load.ts";
import { type Content, MANIFEST_TYPE, makeChart, Pusher } from "./fill.ts";
import { lagMs } from "./lag.ts";
import type { Opponent } from "./opponents.ts";

const SECONDS = 15;

/** PF-8: pulls at a fixed rate, pushes into the catalog and lists at once; how long the event loop was late. */
export async function benchMixed(ours: Opponent, { chart }: Content): Promise<void> {
  console.log(
    "\n  PF-8 mixed load: 1,000 pulls a second, lists, and pushes into the catalog one after another",
  );
  const base = `http://${ours.host}/v2`;
  const headers = { Accept: MANIFEST_TYPE, ...ours.login };
  const durationMs = SECONDS * 1000;
  await lagMs(ours.host);
  let isOver = false;
  let pushed = 0;
  const pushing = (async () => {
    const pusher = await Pusher.open(ours);
    for (; !isOver; pushed += 1)
      await pusher.pushChart("charts/mixed", await makeChart("mixed", `1.0.${pushed}`, 8_000));
    pusher.close();
  })();
  const load = Promise.all([
    applyLoad(`${base}/charts/bench/manifests/${chart.version}`, headers, {
      connections: 16,
      durationMs,
      perSecond: 1000,
    }),
    applyLoad(`${base}/bench/tags-500/tags/list`, headers, { connections: 2, durationMs, perSecond: 20 }),
  ]).finally(() => {
    isOver = true;
  });
  const [pulls] = await load;
  const lag = await lagMs(ours.host);
  await pushing;
  const sorted = [...pulls.latenciesMs].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  report("  event-loop lag, p99", `${lag.p99.toFixed(1)} ms`, atMost(lag.p99, 20, "20 ms"));
  report("  event-loop lag, greatest", `${lag.most.toFixed(1)} ms`);
  report("  pulls: p50, p99, failed; pushes done", `${at(0.5)}, ${at(0.99)} ms, ${pulls.errors}; ${pushed}`);
}
