import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { chartFiles } from "../charts.ts";
import { aName } from "../fixtures.ts";
import { digestOf, registryOf } from "../oci.ts";
import { anImage } from "./images.ts";
import { test, type Workbench } from "./workbench.ts";

// Images and charts of a project beside each other, and charts outside the catalog, with the real programs.

async function packaged(bench: Workbench, name: string, version: string): Promise<string> {
  const folder = await bench.write(`${version}/${name}`, chartFiles(name, version));
  await bench.must("helm4", "package", folder, "--destination", bench.folder);
  return path.join(bench.folder, `${name}-${version}.tgz`);
}

test("GL-1 GL-19: one token brings an image and a chart of a project, sees both, and pulls both", async ({
  bench,
  server,
  token,
  api,
}) => {
  const project = aName("payments");
  const user = ["-u", "deploy.bot@example.test", "-p", token]; // GL-9: the user name does not matter.
  await bench.must("helm4", "registry", "login", server.host, ...user, "--plain-http");
  await bench.must("crane", "auth", "login", server.host, ...user);
  const image = `${server.host}/${project}/api`;
  const layer = await anImage(bench, `${image}:1.0.0`);
  const charts = `oci://${server.host}/charts/${project}`;
  for (const version of ["1.0.0", "1.1.0"])
    await bench.must("helm4", "push", await packaged(bench, "api", version), charts, "--plain-http");

  expect((await bench.must("crane", "ls", image)).trim()).toBe("1.0.0");
  expect((await bench.must("crane", "ls", `${server.host}/charts/${project}/api`)).trim()).toBe(
    "1.0.0\n1.1.0",
  );
  const catalog = await bench.must("crane", "catalog", server.host);
  expect(catalog.split("\n")).toEqual(expect.arrayContaining([`${project}/api`, `charts/${project}/api`]));
  expect((await api.get(`/org-charts/${project}~api`)).body).toMatchObject({
    project,
    name: "api",
    latest: "1.1.0",
    description: "A chart for tests",
  });
  const history = await api.get<{ items: { version: string }[] }>(`/org-charts/${project}~api/versions`);
  expect(history.body.items.map((one) => one.version)).toEqual(["1.1.0", "1.0.0"]);

  // The registry's own pages know both too, by what they are.
  type Entries = { items: { tag: string; content: string; size: number }[] };
  const images = await api.get<Entries>(`/org-repositories/${project}~api/tags`);
  expect(images.body.items).toEqual([expect.objectContaining({ tag: "1.0.0", content: "image" })]);
  expect(images.body.items[0]?.size).toBeGreaterThan(0);
  const charted = await api.get<Entries>(`/org-repositories/charts~${project}~api/tags`);
  expect(charted.body.items.map(({ tag, content }) => `${tag} ${content}`).sort()).toEqual([
    "1.0.0 chart",
    "1.1.0 chart",
  ]);

  await bench.must("crane", "pull", "--format", "oci", `${image}:1.0.0`, path.join(bench.folder, "image"));
  const [, hex = ""] = layer.split(":");
  expect(digestOf(await readFile(path.join(bench.folder, "image/blobs/sha256", hex)))).toBe(layer);
  const into = path.join(bench.folder, "pulled");
  await mkdir(into);
  await bench.must("helm4", "pull", `${charts}/api`, "--version", "1.0.0", "-d", into, "--plain-http");
  const pulled = await readFile(path.join(into, "api-1.0.0.tgz"));
  expect(pulled.equals(await readFile(path.join(bench.folder, "api-1.0.0.tgz")))).toBe(true);
});

for (const helm of ["helm3", "helm4"] as const)
  test(`GL-3 GL-9: ${helm} pushes a chart into a plain repository several levels deep, with dots; it is pulled, listed and deleted`, async ({
    bench,
    server,
    token,
  }) => {
    // Chart names may have dots too.
    const name = `${aName("foo")}.bar`;
    const below = `${server.host}/payments.team/v1.2/helm`;
    const login = [
      "registry",
      "login",
      server.host,
      "-u",
      "someone@example.test",
      "-p",
      token,
      "--plain-http",
    ];
    await bench.must(helm, ...login);
    await bench.login(server.host, token);
    const file = await packaged(bench, name, "1.0.0");
    await bench.must(helm, "push", file, `oci://${below}`, "--plain-http");
    const into = path.join(bench.folder, "pulled");
    await bench.must(helm, "pull", `oci://${below}/${name}`, "--untar", "-d", into, "--plain-http");
    expect(await readFile(path.join(into, name, "Chart.yaml"), "utf8")).toContain(`name: ${name}`);
    expect((await bench.must("crane", "ls", `${below}/${name}`)).trim()).toBe("1.0.0");
    await bench.must("crane", "delete", `${below}/${name}:1.0.0`);
    const gone = await bench.run(
      helm,
      "pull",
      `oci://${below}/${name}`,
      "--version",
      "1.0.0",
      "--plain-http",
    );
    expect(gone.stderr).toContain("not found");
  });

test("GL-8 OCI-93: a tag that is not the chart's version stays in a plain repository, and is refused in the catalog", async ({
  bench,
  server,
  token,
  api,
}) => {
  await bench.login(server.host, token);
  const name = aName("tagged");
  const file = await packaged(bench, name, "1.0.0");
  for (const below of ["plain/helm", "charts"])
    await bench.must("helm4", "push", file, `oci://${server.host}/${below}`, "--plain-http");
  const plain = `${server.host}/plain/helm/${name}`;
  await bench.must("crane", "tag", `${plain}:1.0.0`, "stable");
  expect((await bench.must("crane", "ls", plain)).trim()).toBe("1.0.0\nstable");
  const [one, other] = await Promise.all(
    ["1.0.0", "stable"].map((tag) => bench.must("crane", "digest", `${plain}:${tag}`)),
  );
  expect(one).toBe(other);
  type Entry = { tag: string; differs: boolean; chart: { version: string } };
  const shown = await api.get<{ items: Entry[] }>(`/org-repositories/plain~helm~${name}/tags`);
  const entry = shown.body.items.find(({ tag }) => tag === "stable");
  expect(entry).toMatchObject({ differs: true, chart: { version: "1.0.0" } });
  const refused = await bench.run("crane", "tag", `${server.host}/charts/${name}:1.0.0`, "1.0.1");
  expect(refused.status).not.toBe(0);
  expect(refused.stderr).toContain(`chart is ${name} 1.0.0, tag says 1.0.1`);
});

test("GL-7 OCI-86: charts of the old layer type and things of unknown types are kept and come back as they were", async ({
  bench,
  server,
  token,
}) => {
  await bench.login(server.host, token);
  const name = aName("legacy");
  const archive = await readFile(await packaged(bench, name, "1.0.0"));
  const registry = registryOf(server, token);
  const type = "application/vnd.oci.image.manifest.v1+json";
  async function push(repository: string, configType: string, layerType: string): Promise<string> {
    const config = Buffer.from(JSON.stringify({ apiVersion: "v2", name, version: "1.0.0" }));
    const [described, layer] = await Promise.all(
      [
        { mediaType: configType, bytes: config },
        { mediaType: layerType, bytes: archive },
      ].map(async ({ mediaType, bytes }) => {
        const digest = digestOf(bytes);
        const put = await registry.ask("POST", `${repository}/blobs/uploads/?digest=${digest}`, bytes);
        expect(put.status).toBe(201);
        return { mediaType, digest, size: bytes.length };
      }),
    );
    const manifest = JSON.stringify({ schemaVersion: 2, config: described, layers: [layer] });
    const put = await registry.ask("PUT", `${repository}/manifests/1.0.0`, Buffer.from(manifest), type);
    expect(put.status, await put.text()).toBe(201);
    return manifest;
  }
  const helmConfig = "application/vnd.cncf.helm.config.v1+json";
  await push(`plain/${name}`, helmConfig, "application/tar+gzip");
  await bench.must(
    "helm3",
    "pull",
    `oci://${server.host}/plain/${name}`,
    "--version",
    "1.0.0",
    "--plain-http",
  );
  const unknown = await push(
    `plain/unknown/${name}`,
    "application/vnd.example.a",
    "application/vnd.example.b",
  );
  expect(await bench.must("crane", "manifest", `${server.host}/plain/unknown/${name}:1.0.0`)).toBe(unknown);
});
