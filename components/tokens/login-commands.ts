export const LOGIN_CLIENTS = ["helm", "oras", "docker", "Flux", "Argo CD"] as const;
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
  }
}
