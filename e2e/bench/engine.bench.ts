import { cpus, loadavg } from "node:os";
import { benchBrowser } from "./engine/browser.ts";
import { benchMemory } from "./engine/memory.ts";
import { benchSpeed } from "./engine/speed.ts";

// npm run bench:engine [-- speed memory browser]: the engine beside native helm and kustomize, in Node and in Chromium. It
// prints figures beside their bounds, and passes or fails nothing. Ratios within one run travel, times do not.

const benches: Record<string, () => void | Promise<void>> = {
  speed: benchSpeed,
  memory: benchMemory,
  browser: benchBrowser,
};
const asked = process.argv.slice(2);

const sayLoad = () => `load average ${loadavg()[0]?.toFixed(1) ?? "unknown"}`;

console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "processor"}, ${sayLoad()}`);
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name}, ${sayLoad()}`);
  await bench();
}
