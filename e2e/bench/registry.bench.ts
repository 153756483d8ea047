import { cpus, loadavg } from "node:os";
import { fill, makeContent } from "./registry/fill.ts";
import { benchLarge } from "./registry/large.ts";
import { benchMixed } from "./registry/mixed.ts";
import { type Opponent, pin, startDistribution, startOurs, startZot } from "./registry/opponents.ts";
import { benchPushes } from "./registry/pushes.ts";
import { benchReads } from "./registry/reads.ts";
import { benchRest } from "./registry/rest.ts";

// npm run bench:registry [-- reads pushes large mixed rest] [--short]: the PF rows beside distribution, beside zot where ZOT names
// it, and beside bare node:http. It prints ratios with their bounds and passes or fails nothing. docs/performance.md says how
// to read it.

const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const isShort = process.argv.includes("--short");
const wants = (part: string) => asked.length === 0 || asked.includes(part);

const [rounds, durationMs] = isShort ? [3, 500] : [5, 2_000];

type Ours = Awaited<ReturnType<typeof startOurs>>;

async function measure(ours: Ours, others: Opponent[]): Promise<void> {
  const content = await makeContent();
  if (wants("reads") || wants("mixed")) {
    for (const opponent of [ours, ...others]) await fill(opponent, content, isShort ? 1_000 : 10_000);
    await ours.makePublic(content.chart.name);
  }
  if (wants("reads")) await benchReads(ours, others, content, { rounds, durationMs });
  if (wants("pushes")) await benchPushes(ours, others, { rounds, each: isShort ? 5 : 25 });
  if (wants("large")) await benchLarge(ours, others, isShort ? 1 : 3);
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
if (["reads", "pushes", "large", "mixed"].some(wants)) await besideOthers();
// After the others have ended: they would share its memory.
if (wants("rest")) await benchRest();
