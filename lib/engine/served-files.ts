import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { env } from "#lib/env/env.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { compressedModule, engineFile } from "./engine-files.ts";
import { NORMAL_LIMITS } from "./host/engine-limits.ts";
import { capMemory } from "./host/patch-module.ts";
import type { ModuleName } from "./host/warm-module.ts";
import type { EngineAddresses } from "./schema.ts";

/** A file for browsers, as brotli. Its name holds a hash of these bytes, so that it may be kept for good. */
export type ServedFile = { name: string; contentType: string; bytes: Buffer };
export type ServedFiles = { byName: ReadonlyMap<string, ServedFile>; addresses: EngineAddresses };

const MIB = 1024 ** 2;
const QUALITY = 9;
const KUBERNETES = /^(\d+\.\d+)\.json\.br$/;

/** The modules and schemas that browsers load, read once. */
export function servedFiles(): Promise<ServedFiles> {
  return processWide("engine.served-files", readServedFiles);
}

async function readServedFiles(): Promise<ServedFiles> {
  const memoryMib = Math.floor(env().CHARTROOM_ENGINE_BROWSER_MEMORY / MIB);
  const byName = new Map<string, ServedFile>();
  const serve = (stem: string, ending: string, contentType: string, bytes: Buffer) => {
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    const name = `${stem}-${hash}.${ending}`;
    byName.set(name, { name, contentType, bytes });
    return `/engine/${name}`;
  };
  const [helm, kustomize] = await Promise.all([
    moduleForBrowsers("helm", memoryMib),
    moduleForBrowsers("kustomize", memoryMib),
  ]);
  const kubernetes: Record<string, string> = {};
  for (const { minor, bytes } of kubernetesSchemas())
    kubernetes[minor] = serve(`kubernetes-${minor}`, "json", "application/json", bytes);
  const addresses = {
    memoryMib,
    helm: serve("helm", "wasm", "application/wasm", helm),
    kustomize: serve("kustomize", "wasm", "application/wasm", kustomize),
    kubernetes,
  };
  return { byName, addresses };
}

/** The module as it is committed, unless a setting gives browsers another maximum of memory. */
async function moduleForBrowsers(name: ModuleName, memoryMib: number): Promise<Buffer> {
  const committed = compressedModule(name);
  if (memoryMib === NORMAL_LIMITS.memoryMib) return committed;
  const capped = capMemory(await promisify(brotliDecompress)(committed), memoryMib);
  return promisify(brotliCompress)(capped, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
}

function kubernetesSchemas(): { minor: string; bytes: Buffer }[] {
  const folder = engineFile("engine", "kubernetes");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => {
    const minor = KUBERNETES.exec(file)?.[1];
    return minor === undefined
      ? []
      : [{ minor, bytes: readFileSync(engineFile("engine", "kubernetes", file)) }];
  });
}
