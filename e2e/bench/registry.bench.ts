import { cpus, loadavg } from "node:os";
import { fill, makeContent } from "./registry/fill.ts";
import { benchLarge } from "./registry/large.ts";
import { benchMixed } from "./registry/mixed.ts";
import { type Opponent, pin, startDistribution, startOurs, startZot } from "./registry/opponents.ts";
import { benchPushes } from "./registry/pushes.ts";
import { benchReads } from "./registry/reads.ts";
import { benchRest } from "./registry/rest.ts";
import { benchTurns } from "./registry/turns.ts";

// npm run bench:registry [-- reads pushes large turns mixed rest] [--short]: the PF rows beside distribution, beside zot where ZOT names
// it, and beside bare node:http. It prints ratios with their bounds and passes or fails nothing. docs/performance.md says how
// to read it.

const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const isShort = process.argv.includes("--short");
const wants = (part: string) => asked.length === 0 || asked.includes(part);

const { rounds, durationMs, manyTags, eachPushes, gibibytes } = isShort
  ? { rounds: 3, durationMs: 500, manyTags: 1_000, eachPushes: 5, gibibytes: 1 }
  : { rounds: 5, durationMs: 2_000, manyTags: 10_000, eachPushes: 25, gibibytes: 3 };

type Ours = Awaited<ReturnType<typeof startOurs>>;

async function measure(ours: Ours, others: Opponent[]): Promise<void> {
  const content = await makeContent();
  if (["reads", "mixed"].some(wants)) {
    for (const opponent of [ours, ...others]) await fill(opponent, content, manyTags);
    await ours.makePublic(content.chart.name);
  }
  if (wants("reads")) await benchReads(ours, others, content, { rounds, durationMs });
  if (wants("pushes")) await benchPushes(ours, others, { rounds, each: eachPushes });
  if (wants("large")) await benchLarge(ours, others, gibibytes);
  if (wants("turns")) await benchTurns(ours);
  if (wants("mixed")) await benchMixed(ours, content);
}

/** What is measured beside others, on a processor of its own each. */
async function besideOthers(): Promise<void> {
  pin(process.pid, 1);
  const ours = await startOurs();
  const others: Opponent[] = [];
  try {
    others.push(await startDistribution());
    const zot = await startZot();
    if (zot) others.push(zot);
    else console.log("zot is not measured: ZOT is not set.");
    for (const { name, version } of [ours, ...others]) console.log(`${name} ${version}`);
    await measure(ours, others);
  } finally {
    for (const opponent of [ours, ...others]) await opponent.stop();
  }
}

console.log(
  `node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "processor"}, load ${loadavg()[0]?.toFixed(1)} at the start`,
);
if (["reads", "pushes", "large", "turns", "mixed"].some(wants)) await besideOthers();
// After the others have ended: they would share its memory.
if (wants("rest")) await benchRest();
