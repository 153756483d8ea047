import { cpus } from "node:os";
import { benchAudit } from "./audit.bench.ts";
import { benchCatalog } from "./catalog.bench.ts";
import { benchStart } from "./start.bench.ts";
import { benchTokens } from "./tokens.bench.ts";

// npm run bench [-- start catalog tokens audit]: prints ratios and medians beside their bounds, and passes or fails nothing.
// Figures of one machine are not a claim; ratios within one run are.

const benches = { start: benchStart, catalog: benchCatalog, tokens: benchTokens, audit: benchAudit };
const asked = process.argv.slice(2);

console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "processor"}`);
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name}`);
  await bench();
}
