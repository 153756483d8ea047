import type { ArtifactView, VersionView } from "#lib/catalog/schema.ts";
import { apiPath, repositoryName } from "#lib/ids/ids.ts";
import { toOciTag } from "#lib/ids/version-tag.ts";

export type ClientCommand = { client: string; text: string; note?: string };

type Facts = {
  artifact: Pick<ArtifactView, "kind" | "project" | "name" | "visibility">;
  version: Pick<VersionView, "version" | "semver">;
  /** CHARTROOM_PUBLIC_URL. */
  publicUrl: string;
};

/** The exact commands that take one version, by client; each names the version, so that it means the same tomorrow. */
export function commandsOf({ artifact, version, publicUrl }: Facts): ClientCommand[] {
  const url = new URL(publicUrl);
  const isPlain = url.protocol === "http:";
  const address = `${url.host}/${repositoryName(artifact)}`;
  const tag = toOciTag(version.version);
  const login = artifact.visibility === "private" ? { note: "Log in first: see “Log in” below." } : {};
  const plain = isPlain ? " \\\n  --plain-http" : "";
  const oras = `oras pull \\\n  ${address}:${tag}${plain}`;
  const flux = `flux create source oci ${artifact.name} \\\n  --url=oci://${address} \\\n  --tag=${tag} \\\n  --interval=10m${isPlain ? " \\\n  --insecure" : ""}`;
  const file =
    artifact.kind === "chart"
      ? `${artifact.name}-${version.version}.tgz`
      : `${artifact.name}-${version.version}.tar.gz`;
  const packageUrl = `${publicUrl}${apiPath(artifact)}/versions/${encodeURIComponent(version.version)}/package`;
  const auth =
    artifact.visibility === "private" ? ` \\\n  -H "Authorization: Bearer $CHARTROOM_API_TOKEN"` : "";
  const curl = { client: "curl", text: `curl -fL -o ${file}${auth} \\\n  "${packageUrl}"` };
  const common = [{ client: "oras", text: oras, ...login }, { client: "Flux", text: flux, ...login }, curl];
  if (artifact.kind !== "chart") return common;
  if (version.semver === null) return common;
  const helm = (verb: string) =>
    `helm ${verb} \\\n  oci://${address} \\\n  --version ${version.version}${plain}`;
  return [
    { client: "helm pull", text: helm("pull"), ...login },
    { client: "helm install", text: helm(`install ${artifact.name}`), ...login },
    ...common,
  ];
}

/** How a client logs in with a registry token (GOH-74). */
export function loginCommand(publicUrl: string): string {
  const url = new URL(publicUrl);
  const plain = url.protocol === "http:" ? " \\\n  --plain-http" : "";
  return `helm registry login ${url.host} \\\n  --username org-token \\\n  --password $CHARTROOM_TOKEN${plain}`;
}
