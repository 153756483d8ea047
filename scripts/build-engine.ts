import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { collectLicenses } from "./engine/collect-licenses.ts";
import { buildFlags, compileModule, linkerFlags, listPackages } from "./engine/compile-module.ts";
import { makeMirror } from "./engine/make-mirror.ts";
import { describeBytes, hashInputs, type Provenance } from "./engine/provenance.ts";
import { endWithSentence, goVersion } from "./engine/run-go.ts";
import { MODULE_NAMES, type ModuleName, readUpstream } from "./engine/upstream.ts";

// npm run engine:build: compiles Helm and Kustomize into engine/modules. Needs Go; nobody else does.

const BROTLI_ALARM_BYTES = 3_500_000;

const engine = resolve("engine");
const folder = join(engine, "modules");

/** Compiles, compresses and writes one module. Throws where it is over its size. */
function buildModule(name: ModuleName, version: string): Provenance["modules"][ModuleName] {
  const raw = compileModule(engine, name);
  const compressed = brotliCompressSync(raw, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
    },
  });
  if (compressed.length > BROTLI_ALARM_BYTES) {
    throw new Error(`${name} has ${compressed.length} bytes compressed, over 3.5 MB`);
  }
  writeFileSync(join(folder, `${name}.wasm.br`), compressed);
  console.log(`${name} ${version}: ${raw.length} bytes, ${compressed.length} compressed`);
  return {
    version,
    linkerFlags: linkerFlags(engine, name),
    raw: describeBytes(raw),
    brotli: describeBytes(compressed),
  };
}

function buildEngine(): void {
  makeMirror(engine);
  const { builds, modules } = readUpstream(engine);
  mkdirSync(folder, { recursive: true });
  const helm = buildModule("helm", builds.helm.version);
  const kustomize = buildModule("kustomize", builds.kustomize.version);
  const packages = MODULE_NAMES.flatMap((name) => listPackages(engine, name));
  const licenses = collectLicenses(packages, new Map(modules.map(({ path, sum }) => [path, sum])));
  writeFileSync(join(folder, "LICENSES.txt"), licenses.text);
  const provenance: Provenance = {
    go: goVersion(),
    buildFlags,
    modules: { helm, kustomize },
    inputs: hashInputs(engine),
    components: licenses.components,
  };
  writeFileSync(join(folder, "provenance.json"), `${JSON.stringify(provenance, null, 2)}\n`);
}

try {
  buildEngine();
} catch (error) {
  endWithSentence(error);
}
