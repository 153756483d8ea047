import { expect } from "@playwright/test";
import { chartFiles, packedTree } from "../charts.ts";
import { aName } from "../fixtures.ts";
import { digestOf, registryOf } from "../oci.ts";
import { publishTree } from "./publish-tree.ts";
import { test } from "./workbench.ts";

// Flux's source-controller runs in a cluster; these are its requests, as internal/controller/ocirepository_controller.go
// of fluxcd/source-controller makes them through pkg/v1/remote of google/go-containerregistry: `remote.Head` in
// getRevision, `remote.List` in getTagBySemver, `remote.Image` and Compressed() of one layer in reconcileSource. Each of
// them opens with a ping without credentials, and goes on with Basic where the challenge asks for it.

const IMAGE = "application/vnd.oci.image.manifest.v1+json";
const DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
/** remote.Head and remote.Get take any manifest: all in one header. */
const ANY = [
  "application/vnd.docker.distribution.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v1+prettyjws",
  DOCKER,
  IMAGE,
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.index.v1+json",
].join(",");
const CHART_LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
const PROVENANCE = "application/vnd.cncf.helm.chart.provenance.v1.prov";

type Manifest = { layers: { mediaType: string; digest: string }[]; annotations?: Record<string, string> };

function flux(url: string, token: string) {
  const authorization = `Basic ${Buffer.from(`org-token:${token}`).toString("base64")}`;
  let requests = 0;
  async function ask(
    method: string,
    address: string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    requests += 1;
    return fetch(`${url}/v2/${address}`, { method, headers: { "user-agent": "flux/v2", ...headers } });
  }
  async function afterPing(method: string, address: string, accept: string): Promise<Response> {
    const ping = await ask("GET", "");
    expect(ping.status).toBe(401);
    expect(ping.headers.get("www-authenticate")).toMatch(/^Basic /);
    await ping.arrayBuffer();
    return ask(method, address, { accept, authorization });
  }
  return {
    count: () => requests,
    /** getRevision: what stands in the source's status as `tag@digest`. */
    revision: async (repository: string, tag: string) => {
      const head = await afterPing("HEAD", `${repository}/manifests/${tag}`, ANY);
      expect(head.status).toBe(200);
      // go-containerregistry refuses an answer without any one of the three.
      expect(Number(head.headers.get("content-length"))).toBeGreaterThan(0);
      expect(head.headers.get("content-type")).toBe(IMAGE);
      return `${tag}@${head.headers.get("docker-content-digest")}`;
    },
    tags: async (repository: string) => {
      const list = await afterPing("GET", `${repository}/tags/list?n=1000`, "application/json");
      expect(list.status).toBe(200);
      return ((await list.json()) as { tags: string[] }).tags;
    },
    /** reconcileSource: the manifest by its digest, then one layer, the first one where none is selected. */
    pull: async (repository: string, digest: string, layerType?: string) => {
      const got = await afterPing("GET", `${repository}/manifests/${digest}`, `${DOCKER},${IMAGE}`);
      const bytes = new Uint8Array(await got.arrayBuffer());
      expect(digestOf(bytes)).toBe(digest);
      const manifest = JSON.parse(Buffer.from(bytes).toString()) as Manifest;
      const layer = manifest.layers.find((one) => !layerType || one.mediaType === layerType);
      const blob = await ask("GET", `${repository}/blobs/${layer?.digest}`, { authorization });
      const content = new Uint8Array(await blob.arrayBuffer());
      expect(digestOf(content)).toBe(layer?.digest);
      return { manifest, layer, content };
    },
  };
}

test("CL-11: an OCIRepository of a base takes its one layer, and its revision stays as it is", async ({
  server,
  token,
  api,
}) => {
  const name = aName("followed");
  const files = new Map([
    ["kustomization.yaml", Buffer.from("resources:\n  - namespace.yaml\n")],
    ["namespace.yaml", Buffer.from("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: followed\n")],
  ]);
  expect((await publishTree(api, "kustomize", { name }, "1.0.0", files)).status).toBe(201);
  const repository = `kustomize-bases/${name}`;
  const source = flux(server.url, token);
  const revision = await source.revision(repository, "1.0.0");
  expect(source.count(), "requests an interval").toBe(2);
  const [, digest = ""] = revision.split("@");
  const pulled = await source.pull(repository, digest);
  expect(pulled.layer?.mediaType).toBe("application/vnd.oci.image.layer.v1.tar+gzip");
  expect(pulled.manifest.layers).toHaveLength(1);
  expect(pulled.manifest.annotations).toMatchObject({ "org.opencontainers.image.version": "1.0.0" });
  // Another version makes no other manifest of this one: Flux would take that for a change.
  const draft = await api.get<{ commit: string }>(`/org-kustomize-bases/${name}/draft`);
  const next = { version: "1.1.0", draftCommit: draft.body.commit, acknowledge: ["warnings"] };
  expect((await api.post(`/org-kustomize-bases/${name}/versions`, next)).status).toBe(201);
  expect(await source.revision(repository, "1.0.0")).toBe(revision);
  expect(await source.tags(repository)).toEqual(["1.0.0", "1.1.0"]);
});

test("CL-11 OCI-95: an OCIRepository of a chart selects its layer by type, behind a signature too", async ({
  server,
  token,
}) => {
  const name = aName("signed");
  const registry = registryOf(server, token);
  const archive = await packedTree(Object.entries(chartFiles(name, "1.0.0")), name);
  const parts = [
    {
      mediaType: "application/vnd.cncf.helm.config.v1+json",
      bytes: Buffer.from(JSON.stringify({ apiVersion: "v2", name, version: "1.0.0" })),
    },
    { mediaType: PROVENANCE, bytes: Buffer.from("-----BEGIN PGP SIGNED MESSAGE-----\n") },
    { mediaType: CHART_LAYER, bytes: archive },
  ];
  for (const { bytes } of parts) {
    const pushed = await registry.ask(
      "POST",
      `charts/${name}/blobs/uploads/?digest=${digestOf(bytes)}`,
      bytes,
    );
    expect(pushed.status).toBe(201);
  }
  const [config, ...layers] = parts.map(({ mediaType, bytes }) => ({
    mediaType,
    digest: digestOf(bytes),
    size: bytes.length,
  }));
  const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, config, layers }));
  expect((await registry.ask("PUT", `charts/${name}/manifests/1.0.0`, manifest, IMAGE)).status).toBe(201);

  const source = flux(server.url, token);
  // `ref.semver`: the tags, then the newest that fits.
  expect(await source.tags(`charts/${name}`)).toEqual(["1.0.0"]);
  const [, digest = ""] = (await source.revision(`charts/${name}`, "1.0.0")).split("@");
  expect(source.count(), "requests an interval").toBe(4);
  expect((await source.pull(`charts/${name}`, digest)).layer?.mediaType).toBe(PROVENANCE);
  const chart = await source.pull(`charts/${name}`, digest, CHART_LAYER);
  expect(Buffer.from(chart.content).equals(archive)).toBe(true);
});
