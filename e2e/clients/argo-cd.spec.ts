import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { expect } from "@playwright/test";
import { chartFiles, packedTree } from "../charts.ts";
import { aName } from "../fixtures.ts";
import { digestOf, registryOf } from "../oci.ts";
import type { Server } from "../server.ts";
import { publishTree } from "./publish-tree.ts";
import { test } from "./workbench.ts";

// Argo CD's repo-server, for a source with an `oci://` address: its requests as util/oci/client.go of argoproj/argo-cd
// makes them through oras-go v2. Its transport keeps no connection (`DisableKeepAlives`) and no challenge (`Cache: nil`),
// so each request is sent twice on connections of their own: without credentials, then with what the 401 asks for.

const MANIFEST_TYPES = [
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.artifact.manifest.v1+json",
].join(", ");
/** `ARGOCD_REPO_SERVER_OCI_LAYER_MEDIA_TYPES` where nobody has set it. */
const ALLOWED = [
  "application/vnd.oci.image.layer.v1.tar",
  "application/vnd.oci.image.layer.v1.tar+gzip",
  "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
];
const HELM_CONFIG = "application/vnd.cncf.helm.config.v1+json";
const HELM_LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

type Got = { status: number; headers: IncomingHttpHeaders; body: Buffer };
type Part = { mediaType: string; digest: string; size: number };

function argo(server: Server, token: string) {
  const authorization = `Basic ${Buffer.from(`org-token:${token}`).toString("base64")}`;
  const send = (method: string, address: string, headers: Record<string, string>) =>
    new Promise<Got>((done, fail) => {
      const agent = new Agent({ keepAlive: false });
      request(`${server.url}/v2/${address}`, { method, agent, headers }, (answer) => {
        const { statusCode: status = 0, headers } = answer;
        buffer(answer).then((body) => done({ status, headers, body }), fail);
      })
        .on("error", fail)
        .end();
    });
  async function ask(method: string, address: string, accept = MANIFEST_TYPES): Promise<Got> {
    const refused = await send(method, address, { accept });
    expect(refused.status).toBe(401);
    expect(refused.headers["www-authenticate"]).toMatch(/^Basic /);
    return send(method, address, { accept, authorization });
  }

  /** manifestStore.Resolve of oras-go, which refuses an answer that lacks one of these headers. */
  async function resolve(repository: string, reference: string): Promise<Part | null> {
    const { status, headers } = await ask("HEAD", `${repository}/manifests/${reference}`);
    if (status === 404) return null;
    expect(status).toBe(200);
    const digest = headers["docker-content-digest"];
    const part = {
      mediaType: headers["content-type"] ?? "",
      digest: `${digest}`,
      size: Number(headers["content-length"]),
    };
    expect(part.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(part.size).toBeGreaterThan(0);
    return part;
  }
  /** manifestStore.Fetch and blobStore.Fetch: type, length and digest must be those of the descriptor. */
  async function fetchPart(repository: string, kind: "manifests" | "blobs", part: Part): Promise<Buffer> {
    const got = await ask("GET", `${repository}/${kind}/${part.digest}`, part.mediaType);
    expect(got.status).toBe(200);
    if (kind === "manifests") expect(got.headers["content-type"]).toBe(part.mediaType);
    expect(Number(got.headers["content-length"])).toBe(part.size);
    expect(digestOf(got.body)).toBe(part.digest);
    return got.body;
  }

  return {
    resolve,
    ping: async () => (await ask("GET", "")).status,
    tags: async (repository: string) =>
      (JSON.parse((await ask("GET", `${repository}/tags/list`)).body.toString()) as { tags: string[] }).tags,
    /** extract(): the guards of the content layer, then oras.Copy of all parts. @returns the content layer's bytes */
    extract: async (repository: string, digest: string) => {
      const root = await resolve(repository, digest);
      if (!root) throw new Error(`${digest} cannot be resolved.`);
      const manifest = JSON.parse((await fetchPart(repository, "manifests", root)).toString()) as {
        config: Part;
        layers: Part[];
      };
      const { config, layers } = manifest;
      const content = layers.filter(({ mediaType }) =>
        config.mediaType === HELM_CONFIG ? mediaType === HELM_LAYER : /tar(\+gzip|\.gzip)?$/.test(mediaType),
      );
      expect(content).toHaveLength(1);
      for (const { mediaType } of content) expect(ALLOWED).toContain(mediaType);
      await fetchPart(repository, "manifests", root);
      const bytes = await Promise.all(
        [config, ...layers].map((part) => fetchPart(repository, "blobs", part)),
      );
      return bytes[1 + layers.indexOf(content[0] as Part)];
    },
  };
}

test("CL-12: Argo CD tests the repository, resolves a range and takes a chart, a 401 before every answer", async ({
  server,
  token,
}) => {
  const name = aName("argo");
  const repository = `charts/${name}`;
  const registry = registryOf(server, token);
  const archives = new Map<string, Buffer>();
  for (const version of ["1.0.0", "1.1.0+b2"]) {
    const archive = await packedTree(Object.entries(chartFiles(name, version)), name);
    archives.set(version, archive);
    const chart = { apiVersion: "v2", name, version };
    expect(await registry.pushChart(repository, version.replace("+", "_"), chart, archive)).toBe(201);
  }
  const cd = argo(server, token);
  expect(await cd.ping()).toBe(200);
  // resolveRevision: `1.x` is asked for as it stands first; it is a constraint only where no tag is called so.
  expect(await cd.resolve(repository, "1.x")).toBeNull();
  const tags = await cd.tags(repository);
  expect(tags).toEqual(["1.0.0", "1.1.0_b2"]);
  const resolved = await cd.resolve(repository, "1.1.0_b2");
  const content = await cd.extract(repository, `${resolved?.digest}`);
  expect(content?.equals(archives.get("1.1.0+b2") ?? Buffer.alloc(0))).toBe(true);
});

test("CL-12 OCI-132: a base and a bundle have one content layer, of a type that Argo CD allows by default", async ({
  server,
  token,
  api,
}) => {
  const namespace = Buffer.from("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: followed\n");
  const base = Buffer.from("resources:\n  - namespace.yaml\n");
  const trees = {
    kustomize: {
      root: "kustomize-bases",
      files: new Map([
        ["kustomization.yaml", base],
        ["namespace.yaml", namespace],
      ]),
    },
    bundle: { root: "manifest-bundles", files: new Map([["namespace.yaml", namespace]]) },
  };
  const cd = argo(server, token);
  for (const [kind, { root, files }] of Object.entries(trees)) {
    const name = aName("argo");
    const made = await publishTree(api, kind as keyof typeof trees, { name }, "1.0.0", files);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const resolved = await cd.resolve(`${root}/${name}`, "1.0.0");
    expect((await cd.extract(`${root}/${name}`, `${resolved?.digest}`))?.subarray(0, 2)).toEqual(
      Buffer.from([0x1f, 0x8b]),
    );
  }
});
