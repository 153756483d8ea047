import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** A client that is built from source at one exact version; `source` is a package of a Go module, or a folder here. */
export type Client = { name: string; version: string; source: string; program: string };

const here = import.meta.dirname;

/** Our own program has no version: it is named for its text. */
function textVersion(folder: string): string {
  const hash = createHash("sha256");
  for (const file of globSync("*", { cwd: folder }).sort())
    hash.update(readFileSync(path.join(folder, file)));
  return hash.digest("hex").slice(0, 12);
}

export const orasFolder = path.join(here, "oras");

export const clients: Client[] = [
  {
    name: "crane",
    version: "v0.22.1",
    source: "github.com/google/go-containerregistry/cmd/crane",
    program: "crane",
  },
  { name: "oras", version: textVersion(orasFolder), source: orasFolder, program: "oras" },
  {
    name: "kustomize",
    version: "v5.8.1",
    source: "sigs.k8s.io/kustomize/kustomize/v5",
    program: "kustomize",
  },
  { name: "helm4", version: "v4.2.4", source: "helm.sh/helm/v4/cmd/helm", program: "helm" },
  { name: "helm3", version: "v3.22.0", source: "helm.sh/helm/v3/cmd/helm", program: "helm" },
];

export type ClientName = "crane" | "oras" | "kustomize" | "helm4" | "helm3";

/** Outside the checkout, so that a fresh clone finds what an earlier one built. */
export function clientsFolder(): string {
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache");
  return path.join(cache, "chartroom-clients");
}

export function clientPath(client: Client): string {
  return path.join(clientsFolder(), `${client.name}-${client.version}`, client.program);
}

export function clientNamed(name: ClientName): Client {
  const client = clients.find((one) => one.name === name);
  if (!client) throw new Error(`No client is named ${name}.`);
  return client;
}
