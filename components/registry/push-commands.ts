import type { Content } from "#lib/oci/schema.ts";

export type ClientCommand = { client: string; text: string };

const plainHttp = (publicUrl: string) => new URL(publicUrl).protocol === "http:";

/** How something comes here, for whoever sees an empty registry: log in once, then push with any client. */
export function pushCommands(publicUrl: string): ClientCommand[] {
  const { host } = new URL(publicUrl);
  const plain = plainHttp(publicUrl) ? " \\\n  --plain-http" : "";
  const insecure = plainHttp(publicUrl) ? " --insecure" : "";
  const login = (verb: string, more: string) =>
    `${verb} ${host} \\\n  --username org-token --password $CHARTROOM_TOKEN${more}\n`;
  return [
    {
      client: "helm",
      text: `${login("helm registry login", plain)}helm push web-1.0.0.tgz \\\n  oci://${host}/charts${plain}`,
    },
    {
      client: "docker",
      text: `${login("docker login", "")}docker tag web:1.0.0 ${host}/payments/web:1.0.0\ndocker push ${host}/payments/web:1.0.0`,
    },
    {
      client: "crane",
      text: `${login("crane auth login", "")}crane push web.tar \\\n  ${host}/payments/web:1.0.0${insecure}`,
    },
    {
      client: "oras",
      text: `${login("oras login", plain)}oras push ${host}/payments/files:1.0.0 \\\n  ./notes.txt:text/plain${plain}`,
    },
  ];
}

type Held = {
  content: Content;
  /** `host/name` */
  repository: string;
  tag: string | null;
  digest: string;
  /** A chart's own version, where it is the tag. */
  chartVersion: string | null;
};

/** The exact commands that pull what a page shows, by client: those that understand it, the most usual first. */
export function pullCommands(publicUrl: string, held: Held): ClientCommand[] {
  const { content, repository, tag, digest, chartVersion } = held;
  const plain = plainHttp(publicUrl) ? " \\\n  --plain-http" : "";
  const insecure = plainHttp(publicUrl) ? " \\\n  --insecure" : "";
  const reference = tag === null ? `${repository}@${digest}` : `${repository}:${tag}`;
  const helm = {
    client: "helm",
    text: chartVersion
      ? `helm pull \\\n  oci://${repository} \\\n  --version ${chartVersion}${plain}`
      : `helm pull \\\n  oci://${reference}${plain}`,
  };
  const oras = { client: "oras", text: `oras pull \\\n  ${reference}${plain}` };
  const crane = { client: "crane", text: `crane pull \\\n  ${reference} image.tar${insecure}` };
  const docker = { client: "docker", text: `docker pull \\\n  ${reference}` };
  const byDigest = {
    client: "by digest",
    text: `crane manifest \\\n  ${repository}@${digest}${insecure}`,
  };
  switch (content) {
    case "chart":
      return [helm, oras, byDigest];
    case "image":
      return [docker, crane, byDigest];
    default:
      return [oras, byDigest];
  }
}
