import { atLeast, atMost, median, quantile } from "../figures.ts";
import { applyLoad, type Load } from "../load.ts";
import { cpuMs } from "../processes.ts";

export type Side = {
  name: string;
  url: string;
  headers: Record<string, string>;
  /** The process whose CPU time a request costs. */
  pid: number;
};
export type Measured = Load & { cpuMicros: number };

const CONNECTIONS = 16;

async function measure(side: Side, method: "GET" | "HEAD", durationMs: number): Promise<Measured> {
  const before = cpuMs(side.pid);
  const load = await applyLoad(side.url, side.headers, { connections: CONNECTIONS, durationMs, method });
  return { ...load, cpuMicros: ((cpuMs(side.pid) - before) / load.count) * 1000 };
}

/** Every side in turn, round after round, warm: A B C A B C. An answer that is not 200 ends the bench. */
export async function takeTurns(
  sides: Side[],
  method: "GET" | "HEAD",
  rounds: number,
  durationMs: number,
): Promise<Map<string, Measured[]>> {
  const taken = new Map<string, Measured[]>(sides.map((side) => [side.name, []]));
  for (const side of sides) await measure(side, method, durationMs / 2);
  for (let round = 0; round < rounds; round += 1)
    for (const side of sides) {
      const one = await measure(side, method, durationMs);
      if (one.errors > 0) throw new Error(`${side.name}: ${one.errors} answers to ${side.url} were not 200.`);
      taken.get(side.name)?.push(one);
    }
  return taken;
}

/** Ratios of the rounds, pair by pair: the median, and the least and greatest as spread. */
function ratios(ours: Measured[], theirs: Measured[]) {
  const all = ours.map((one, nth) => one.perSecond / (theirs[nth]?.perSecond ?? Number.NaN));
  return { median: median(all), least: Math.min(...all), greatest: Math.max(...all) };
}

export type Bounds = { ceiling?: number; distribution?: number; zot?: number; cpuMicros?: number };
const BOUND_OF: Record<string, keyof Bounds> = {
  "node:http": "ceiling",
  distribution: "distribution",
  zot: "zot",
};

const short = (value: number) => (value >= 10 ? value.toFixed(0) : value.toFixed(2));
const cpuOf = (rounds: Measured[]) => median(rounds.map((one) => one.cpuMicros));
const verdict = (bound: { text: string; holds: boolean }) =>
  `   bound ${bound.text}: ${bound.holds ? "held" : "NOT HELD"}`;

function tellOurs(what: string, ours: Measured[], { cpuMicros }: Bounds): void {
  const p = (share: number) => short(median(ours.map((one) => quantile(one.latenciesMs, share))));
  const rate = median(ours.map((one) => one.perSecond)).toFixed(0);
  const held = cpuMicros === undefined ? "" : verdict(atMost(cpuOf(ours), cpuMicros, `${cpuMicros} µs`));
  console.log(
    `\n  ${what}: ${rate}/s, ${cpuOf(ours).toFixed(0)} µs of CPU, p50 ${p(0.5)} ms, p99 ${p(0.99)} ms${held}`,
  );
}

function tellOther(name: string, ours: Measured[], theirs: Measured[], bounds: Bounds): void {
  const ratio = ratios(ours, theirs);
  const key = BOUND_OF[name];
  const wanted = key && bounds[key];
  const held = wanted === undefined ? "" : verdict(atLeast(ratio.median, wanted));
  const spread = `(${short(ratio.least)} to ${short(ratio.greatest)})`;
  const figure = `${short(ratio.median).padStart(7)} × ${name.padEnd(24)} ${spread.padEnd(18)}`;
  console.log(`    ${figure} its CPU ${cpuOf(theirs).toFixed(0)} µs${held}`);
}

/** Lines of the table for one operation: ours, then ours against each other side, with its bound where it has one. */
export function tell(what: string, taken: Map<string, Measured[]>, bounds: Bounds): void {
  const ours = taken.get("Chartroom") ?? [];
  tellOurs(what, ours, bounds);
  for (const [name, theirs] of taken) if (name !== "Chartroom") tellOther(name, ours, theirs, bounds);
}
