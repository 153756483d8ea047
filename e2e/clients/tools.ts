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
  {
    name: "regctl",
    version: "v0.11.7",
    source: "github.com/regclient/regclient/cmd/regctl",
    program: "regctl",
  },
  {
    name: "cosign",
    version: "v3.1.3",
    source: "github.com/sigstore/cosign/v3/cmd/cosign",
    program: "cosign",
  },
  { name: "helm4", version: "v4.2.4", source: "helm.sh/helm/v4/cmd/helm", program: "helm" },
  { name: "helm3", version: "v3.22.0", source: "helm.sh/helm/v3/cmd/helm", program: "helm" },
];

export type ClientName = "crane" | "oras" | "kustomize" | "regctl" | "cosign" | "helm4" | "helm3" | "skopeo";

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

/** Where a client is, and what brings it. skopeo is no module of its own on the proxy: it comes from the distribution. */
export function programOf(name: ClientName): { program: string; comesBy: string } {
  if (name === "skopeo")
    return { program: process.env.SKOPEO || "/usr/bin/skopeo", comesBy: "apt-get install skopeo" };
  return { program: clientPath(clientNamed(name)), comesBy: "npm run e2e:clients:build" };
}
