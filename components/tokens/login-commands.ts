export const LOGIN_CLIENTS = [
  "helm",
  "oras",
  "docker",
  "Flux",
  "Argo CD",
  "config.json",
  "Kubernetes",
] as const;
export type LoginClient = (typeof LOGIN_CLIENTS)[number];

/** GOH-57, GOH-59: how a client logs in; `secret` as it is to be shown or copied. */
export function loginCommandOf(client: LoginClient, publicUrl: string, secret: string): string {
  const url = new URL(publicUrl);
  const isPlain = url.protocol === "http:";
  const login = `--username org-token --password ${secret}`;
  const plain = isPlain ? " --plain-http" : "";
  switch (client) {
    case "helm":
      return `helm registry login ${url.host} \\\n  ${login}${plain}`;
    case "oras":
      return `oras login ${url.host} \\\n  ${login}${plain}`;
    case "docker":
      return `docker login ${url.host} \\\n  ${login}`;
    case "Flux":
      return `flux create secret oci chartroom \\\n  --url=${url.host} \\\n  --username=org-token --password=${secret}`;
    case "Argo CD":
      return `argocd repo add ${url.host} \\\n  --type helm --enable-oci --name chartroom \\\n  ${login}`;
    case "config.json":
      return dockerConfigOf(url.host, secret);
    case "Kubernetes":
      return kubernetesSecretOf(url.host, secret);
  }
}

/** What docker, Podman, oras, crane, kaniko and BuildKit read: `~/.docker/config.json`. */
function dockerConfigOf(host: string, secret: string): string {
  // A secret that is shown as its first letters has no encoded form worth showing.
  const auth = secret.endsWith("…") ? "…" : btoa(`org-token:${secret}`);
  const login = { username: "org-token", password: secret, auth };
  return JSON.stringify({ auths: { [host]: login } }, null, 2);
}

/** For imagePullSecrets, and for Flux and Argo CD beside it. */
function kubernetesSecretOf(host: string, secret: string): string {
  return [
    "apiVersion: v1",
    "kind: Secret",
    "metadata:",
    "  name: chartroom",
    "type: kubernetes.io/dockerconfigjson",
    "stringData:",
    "  .dockerconfigjson: |",
    ...dockerConfigOf(host, secret)
      .split("\n")
      .map((line) => `    ${line}`),
  ].join("\n");
}
