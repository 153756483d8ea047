import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";

/** A `.tgz` of these files below one top folder. */
export async function packedTree(files: Iterable<[string, Buffer | string]>, top: string): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of files) archive.entry({ name: `${top}/${name}` }, content);
  archive.finalize();
  return gzipSync(await buffer(archive));
}

/** A small chart of our own that lints and renders. */
export function chartFiles(name: string, version: string, replicas = 1): Record<string, string> {
  return {
    "Chart.yaml": `apiVersion: v2\nname: ${name}\ndescription: A chart for tests\ntype: application\nversion: ${version}\nappVersion: "1.0"\nicon: https://example.test/icon.png\n`,
    "values.yaml": `# How many pods run.\nreplicas: ${replicas}\n`,
    "templates/configmap.yaml": [
      "apiVersion: v1",
      "kind: ConfigMap",
      "metadata:",
      "  name: {{ .Release.Name }}",
      "data:",
      '  replicas: "{{ .Values.replicas }}"',
      "",
    ].join("\n"),
  };
}
