import { processWide } from "#lib/env/process-wide.ts";
import type { ModuleName } from "./host/warm-module.ts";
import { runInEngine } from "./pool.ts";
import type { ModuleInfo } from "./schema.ts";

/** What a module says of itself (ENG-19). Asked once per process. */
export function readModuleInfo(name: ModuleName): Promise<ModuleInfo> {
  const known = processWide("engine.info", () => new Map<ModuleName, Promise<ModuleInfo>>());
  const info = known.get(name) ?? askInfo(name);
  known.set(name, info);
  info.catch(() => known.delete(name));
  return info;
}

async function askInfo(name: ModuleName): Promise<ModuleInfo> {
  const end = await runInEngine({ op: "info", name } as const, [name], {});
  if (end.kind !== "done")
    throw new Error(`The ${name} module does not say what it is: ${JSON.stringify(end)}`);
  return end.result;
}
