export type ClientCommand = { client: string; text: string };

/**
 * How something comes into a project, and out of it, with a registry token.
 * @param publicUrl CHARTROOM_PUBLIC_URL
 */
export function projectCommands(publicUrl: string, project: string): ClientCommand[] {
  const { host, protocol } = new URL(publicUrl);
  const plain = protocol === "http:" ? " \\\n  --plain-http" : "";
  const login = (verb: string, more: string) =>
    `${verb} ${host} \\\n  --username org-token --password $CHARTROOM_TOKEN${more}\n`;
  return [
    {
      client: "helm push",
      text: `${login("helm registry login", plain)}helm push web-1.0.0.tgz \\\n  oci://${host}/charts/${project}${plain}`,
    },
    {
      client: "helm pull",
      text: `${login("helm registry login", plain)}helm pull \\\n  oci://${host}/charts/${project}/web --version 1.0.0${plain}`,
    },
    {
      client: "docker",
      text: `${login("docker login", "")}docker tag web:1.0.0 ${host}/${project}/web:1.0.0\ndocker push ${host}/${project}/web:1.0.0`,
    },
    {
      client: "oras",
      text: `${login("oras login", plain)}oras push ${host}/${project}/files:1.0.0 \\\n  ./notes.txt:text/plain${plain}`,
    },
  ];
}
