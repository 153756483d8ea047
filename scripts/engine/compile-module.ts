import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { capMemory, exportGlobals } from "../../lib/engine/host/patch-module.ts";
import { runGo } from "./run-go.ts";
import { type ModuleName, readUpstream } from "./upstream.ts";

/** What the module is committed with; a host may write a lower maximum, or in its large lane a higher one. */
const MEMORY_MAX_MIB = 512;
const RAW_ALARM_BYTES = 20_000_000;

/** ENG-5: what must not be linked, since it would reach a network or a cluster, and doubles the size. */
const FORBIDDEN = /^(net\/http|crypto\/tls|k8s\.io\/client-go\/(kubernetes|rest|discovery|dynamic))(\/|$)/;

const TARGET = { GOOS: "wasip1", GOARCH: "wasm", CGO_ENABLED: "0", GOWASM: "" };
const TAGS = "kustomize_disable_go_plugin_support";

export const buildFlags = ["-buildmode=c-shared", "-buildvcs=false", "-trimpath", `-tags=${TAGS}`];

export function linkerFlags(engineFolder: string, name: ModuleName): string {
  const variables = Object.entries(readUpstream(engineFolder).builds[name].linkerVariables);
  return ["-s", "-w", "-buildid=", ...variables.map(([key, value]) => `-X ${key}=${value}`)].join(" ");
}

const packageSchema = z.object({
  ImportPath: z.string(),
  Dir: z.string(),
  Standard: z.boolean().optional(),
  Module: z
    .object({
      Path: z.string(),
      Version: z.string().optional(),
      Dir: z.string(),
      Main: z.boolean().optional(),
      Sum: z.string().optional(),
    })
    .optional(),
});
export type LinkedPackage = z.output<typeof packageSchema>;

/** The packages that a module links, Go's own among them. */
export function listPackages(engineFolder: string, name: ModuleName): LinkedPackage[] {
  const printed = runGo(["list", "-deps", `-tags=${TAGS}`, "-json=ImportPath,Dir,Standard,Module", "."], {
    cwd: join(engineFolder, name),
    env: TARGET,
  });
  return z.array(packageSchema).parse(JSON.parse(`[${printed.replaceAll(/^}\n{/gm, "},\n{")}]`));
}

/**
 * Compiles one module out of an engine folder whose mirror is made, and returns its bytes: globals exported, memory capped.
 * Throws where it links what it must not, or is larger than 20 MB.
 */
export function compileModule(engineFolder: string, name: ModuleName): Uint8Array {
  const forbidden = listPackages(engineFolder, name).filter(({ ImportPath }) => FORBIDDEN.test(ImportPath));
  if (forbidden.length > 0) {
    throw new Error(`${name} links ${forbidden.map(({ ImportPath }) => ImportPath).join(", ")}`);
  }
  const out = join(engineFolder, ".cache", `${name}.wasm`);
  mkdirSync(join(engineFolder, ".cache"), { recursive: true });
  runGo(["build", ...buildFlags, `-ldflags=${linkerFlags(engineFolder, name)}`, "-o", out, "."], {
    cwd: join(engineFolder, name),
    env: TARGET,
  });
  const module = capMemory(exportGlobals(readFileSync(out)), MEMORY_MAX_MIB);
  if (!WebAssembly.validate(module)) throw new Error(`${name} is no valid module after its patches`);
  if (module.length > RAW_ALARM_BYTES) throw new Error(`${name} has ${module.length} bytes, over 20 MB`);
  return module;
}
