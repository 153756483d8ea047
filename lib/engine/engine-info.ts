import { readFileSync } from "node:fs";
import { z } from "zod";
import { processWide } from "#lib/env/process-wide.ts";
import { engineFile } from "./engine-files.ts";
import type { ModuleName } from "./host/warm-module.ts";
import { runInEngine } from "./pool.ts";
import type { ModuleInfo } from "./schema.ts";
import type { EngineVersions } from "./types.ts";

const builtSchema = z.object({ version: z.string() });
const provenanceSchema = z.object({ modules: z.object({ helm: builtSchema, kustomize: builtSchema }) });

/** The versions that the committed modules were built from, and the Kubernetes version that Helm assumes. */
export async function engineVersions(): Promise<EngineVersions> {
  const text = readFileSync(engineFile("engine", "modules", "provenance.json"), "utf8");
  const { helm, kustomize } = provenanceSchema.parse(JSON.parse(text)).modules;
  const { kubeVersion } = await readModuleInfo("helm");
  return { helm: helm.version, kustomize: kustomize.version, kubeVersion: kubeVersion ?? "" };
}

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
