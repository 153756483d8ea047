import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { benchAudit } from "./audit.bench.ts";
import { benchCatalog } from "./catalog.bench.ts";
import { benchStart } from "./start.bench.ts";
import { benchTokens } from "./tokens.bench.ts";

// npm run bench [-- start catalog tokens audit]: prints ratios and medians beside their bounds, and passes or fails nothing.
// Figures of one machine are not a claim; ratios within one run are.

const benches = { start: benchStart, catalog: benchCatalog, tokens: benchTokens, audit: benchAudit };
const asked = process.argv.slice(2);
const wanted = Object.entries(benches).filter(([name]) => asked.length === 0 || asked.includes(name));

const [only, ...more] = wanted;
if (only && more.length === 0) {
  const [name, bench] = only;
  console.log(`${name}, node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "processor"}`);
  await bench();
} else {
  // A process has one database, and each of them brings its own.
  for (const [name] of wanted) {
    const { status } = spawnSync(process.execPath, [import.meta.filename, name], { stdio: "inherit" });
    if (status !== 0) process.exitCode = 1;
  }
}
