import { createHash } from "node:crypto";
import type { Server } from "./server.ts";

export const digestOf = (bytes: Uint8Array) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";

export type Registry = {
  /** One request to `/v2/…` with the token. */
  ask: (method: string, address: string, body?: Uint8Array, type?: string) => Promise<Response>;
  /** Pushes a chart as helm does: two blobs, the manifest by its tag. @returns the status of the last request made */
  pushChart: (repository: string, tag: string, chartYaml: object, archive: Uint8Array) => Promise<number>;
  /** The digest of the chart layer that a tag names, after its bytes were pulled and hashed; null where there is no tag. */
  pullChart: (repository: string, tag: string) => Promise<string | null>;
};

/** The registry over plain HTTP, for tests that need to be quicker than a client's start. */
export function registryOf(server: Pick<Server, "url">, token: string): Registry {
  const authorization = `Basic ${Buffer.from(`org-token:${token}`).toString("base64")}`;

  function ask(
    method: string,
    address: string,
    body?: Uint8Array,
    type = "application/octet-stream",
  ): Promise<Response> {
    return fetch(`${server.url}/v2/${address}`, {
      method,
      headers: { authorization, accept: MANIFEST, ...(body ? { "content-type": type } : {}) },
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
  }

  async function pushBlob(repository: string, bytes: Uint8Array): Promise<number> {
    const pushed = await ask("POST", `${repository}/blobs/uploads/?digest=${digestOf(bytes)}`, bytes);
    await pushed.arrayBuffer();
    return pushed.status;
  }

  return {
    ask,
    pushChart: async (repository, tag, chartYaml, archive) => {
      const config = Buffer.from(JSON.stringify(chartYaml));
      for (const blob of [config, archive]) {
        const status = await pushBlob(repository, blob);
        if (status !== 201) return status;
      }
      const manifest = {
        schemaVersion: 2,
        config: {
          mediaType: "application/vnd.cncf.helm.config.v1+json",
          digest: digestOf(config),
          size: config.length,
        },
        layers: [
          {
            mediaType: "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
            digest: digestOf(archive),
            size: archive.length,
          },
        ],
      };
      const put = await ask(
        "PUT",
        `${repository}/manifests/${tag}`,
        Buffer.from(JSON.stringify(manifest)),
        MANIFEST,
      );
      await put.arrayBuffer();
      return put.status;
    },
    pullChart: async (repository, tag) => {
      const answer = await ask("GET", `${repository}/manifests/${tag}`);
      const body: unknown = await answer.json();
      if (answer.status === 404) return null;
      if (answer.status !== 200) throw new Error(`${repository}:${tag} answers ${answer.status}`);
      // Pushed by this file or made by the server: in both cases an image manifest.
      const { layers } = body as { layers: { digest: string }[] };
      const digest = layers[0]?.digest ?? "";
      const blob = await ask("GET", `${repository}/blobs/${digest}`);
      const bytes = new Uint8Array(await blob.arrayBuffer());
      if (blob.status !== 200 || digestOf(bytes) !== digest)
        throw new Error(`${repository}:${tag} is not whole`);
      return digest;
    },
  };
}
