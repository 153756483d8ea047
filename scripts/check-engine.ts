import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { compileModule } from "./engine/compile-module.ts";
import { makeMirror, sha256 } from "./engine/make-mirror.ts";
import { hashInputs, readProvenance } from "./engine/provenance.ts";
import { endWithSentence, goVersion } from "./engine/run-go.ts";
import { MODULE_NAMES } from "./engine/upstream.ts";

// npm run engine:check: builds the modules once more, in a folder of its own, and compares them with what is committed.
// `-- --empty-caches` also downloads and compiles everything anew. Compression is not repeated: other versions of Node
// compress to other bytes. What is committed must unpack to what was built.

const engine = resolve("engine");
const differences: string[] = [];

function compare(what: string, found: string, recorded: string | undefined): void {
  if (found !== recorded)
    differences.push(`${what}: is ${found}, provenance.json has ${recorded ?? "nothing"}`);
}

function checkModules(folder: string): void {
  const provenance = readProvenance(engine);
  compare("Go", goVersion(), provenance.go);
  const inputs = hashInputs(engine);
  for (const path of new Set([...Object.keys(inputs), ...Object.keys(provenance.inputs)])) {
    compare(path, inputs[path] ?? "gone", provenance.inputs[path]);
  }
  for (const name of ["edits", "helm", "kustomize", "protocol", "upstream.json"]) {
    cpSync(join(engine, name), join(folder, "engine", name), { recursive: true });
  }
  makeMirror(join(folder, "engine"));
  for (const name of MODULE_NAMES) {
    const recorded = provenance.modules[name];
    const committed = readFileSync(join(engine, "modules", `${name}.wasm.br`));
    const rebuilt = sha256(compileModule(join(folder, "engine"), name));
    compare(`${name}.wasm.br`, sha256(committed), recorded.brotli.sha256);
    compare(`${name}.wasm.br, unpacked`, sha256(brotliDecompressSync(committed)), recorded.raw.sha256);
    compare(`${name}, built again`, rebuilt, recorded.raw.sha256);
    console.log(`${name}, built again: ${rebuilt}`);
  }
}

const folder = mkdtempSync(join(tmpdir(), "engine-check-"));
if (process.argv.includes("--empty-caches")) {
  process.env.GOMODCACHE = join(folder, "modules-cache");
  process.env.GOCACHE = join(folder, "build-cache");
}
try {
  checkModules(folder);
} catch (error) {
  endWithSentence(error);
} finally {
  spawnSync("chmod", ["-R", "u+w", folder]); // Go makes its cache of modules read-only
  rmSync(folder, { recursive: true, force: true });
}
for (const difference of differences) console.error(difference);
if (differences.length > 0) process.exitCode = 1;
else if (!process.exitCode) console.log("the modules that are committed are what their sources make");
