import { api } from "#lib/browser/api.ts";
import { findProblems, newFindMemory } from "../findings/find-problems.ts";
import { type KubernetesSchemas, kubernetesSchemasSchema } from "../findings/kubernetes-schemas.ts";
import type { FindJob, ToThread } from "../host/engine-job.ts";
import { serveEngine } from "../host/serve-engine.ts";

const known = new Map<string, Promise<KubernetesSchemas>>();
const memory = newFindMemory();

/** Loads a minor's schemas once; where that fails, the next check tries again. */
function loadSchemas(minor: string, address: string | undefined): Promise<KubernetesSchemas> {
  const schemas = known.get(minor) ?? fetchSchemas(minor, address);
  known.set(minor, schemas);
  schemas.catch(() => known.delete(minor));
  return schemas;
}

async function fetchSchemas(minor: string, address: string | undefined): Promise<KubernetesSchemas> {
  if (address === undefined) throw new Error(`This server has no schemas of Kubernetes ${minor}.`);
  return api.get(address, async () => kubernetesSchemasSchema);
}

const hear = serveEngine<FindJob>(
  (message) => self.postMessage(message),
  ({ input, addresses = {} }) =>
    findProblems({ ...input, schemas: (minor) => loadSchemas(minor, addresses[minor]) }, memory),
);
self.addEventListener("message", ({ data }: MessageEvent<ToThread<FindJob>>) => hear(data));
