import path from "node:path";
import { expect } from "@playwright/test";
import { chartFiles } from "../charts.ts";
import { aName } from "../fixtures.ts";
import { aLayer, anImage } from "./images.ts";
import { test } from "./workbench.ts";

test("CL-7 OCI-104: an image goes into a plain repository and comes back, may be overwritten and is listed", async ({
  bench,
  server,
  token,
}) => {
  await bench.login(server.host, token);
  const image = `${server.host}/scratch/${aName("image")}`;
  const layer = await aLayer(bench.folder);
  await bench.must("crane", "append", "--oci-empty-base", "-f", layer, "-t", `${image}:latest`);
  expect(JSON.parse(await bench.must("crane", "manifest", `${image}:latest`))).toMatchObject({
    layers: [{}],
  });
  expect(await bench.must("crane", "export", `${image}:latest`, "-")).toContain("hello");
  await bench.must("crane", "append", "-b", `${image}:latest`, "-f", layer, "-t", `${image}:latest`);
  await bench.must("crane", "tag", `${image}:latest`, "v2");
  expect((await bench.must("crane", "ls", image)).trim().split("\n")).toEqual(["latest", "v2"]);
  expect(await bench.must("crane", "catalog", server.host)).toContain("scratch/image");
});

test("CL-7 OCI-97: an image cannot be put onto a published chart version", async ({
  bench,
  server,
  token,
}) => {
  await bench.login(server.host, token);
  const name = aName("not-an-image");
  const folder = await bench.write(name, chartFiles(name, "1.0.0"));
  await bench.must("helm3", "package", folder, "-d", bench.folder);
  await bench.must(
    "helm3",
    "push",
    path.join(bench.folder, `${name}-1.0.0.tgz`),
    `oci://${server.host}/charts`,
    "--plain-http",
  );
  const before = await bench.must("crane", "digest", `${server.host}/charts/${name}:1.0.0`);
  const layer = await aLayer(bench.folder);
  const refused = await bench.run(
    "crane",
    "append",
    "--oci-empty-base",
    "-f",
    layer,
    "-t",
    `${server.host}/charts/${name}:1.0.0`,
  );
  expect(refused.status).not.toBe(0);
  expect(refused.stderr).toContain("version already exists: 1.0.0");
  expect(await bench.must("crane", "digest", `${server.host}/charts/${name}:1.0.0`)).toBe(before);
});

test("CL-7 OCI-72: a chart is copied whole to another repository", async ({ bench, server, token, api }) => {
  await bench.login(server.host, token);
  const name = aName("original");
  const folder = await bench.write(name, chartFiles(name, "1.0.0"));
  await bench.must("helm3", "package", folder, "-d", bench.folder);
  await bench.must(
    "helm3",
    "push",
    path.join(bench.folder, `${name}-1.0.0.tgz`),
    `oci://${server.host}/charts`,
    "--plain-http",
  );
  const from = `${server.host}/charts/${name}:1.0.0`;
  const to = `${server.host}/charts/copies/${name}:1.0.0`;
  await bench.must("crane", "copy", from, to);
  expect(await bench.must("crane", "digest", to)).toBe(await bench.must("crane", "digest", from));
  expect((await api.get(`/org-charts/copies~${name}`)).body).toMatchObject({ latest: "1.0.0" });
});

test("OCI-102 GOH-28: crane cannot delete a published version", async ({ bench, server, token }) => {
  await bench.login(server.host, token);
  const name = aName("kept");
  const folder = await bench.write(name, chartFiles(name, "1.0.0"));
  await bench.must("helm3", "package", folder, "-d", bench.folder);
  await bench.must(
    "helm3",
    "push",
    path.join(bench.folder, `${name}-1.0.0.tgz`),
    `oci://${server.host}/charts`,
    "--plain-http",
  );
  const refused = await bench.run("crane", "delete", `${server.host}/charts/${name}:1.0.0`);
  expect(refused.status).not.toBe(0);
  await bench.must(
    "helm3",
    "pull",
    `oci://${server.host}/charts/${name}`,
    "--version",
    "1.0.0",
    "--plain-http",
  );
});

test("CL-7 OCI-104 OCI-105: crane deletes a tag, then the manifest, of a plain repository", async ({
  bench,
  server,
  token,
}) => {
  await bench.login(server.host, token);
  const image = `${server.host}/scratch/${aName("passing")}`;
  await anImage(bench, `${image}:v1`);
  await bench.must("crane", "tag", `${image}:v1`, "v2");
  const digest = (await bench.must("crane", "digest", `${image}:v1`)).trim();
  await bench.must("crane", "delete", `${image}:v1`);
  expect((await bench.must("crane", "ls", image)).trim()).toBe("v2");
  await bench.must("crane", "delete", `${image}@${digest}`);
  expect((await bench.must("crane", "ls", image)).trim()).toBe("");
  expect((await bench.run("crane", "manifest", `${image}:v2`)).stderr).toContain("MANIFEST_UNKNOWN");
});

test("CL-7 OCI-26: crane asks for the challenge before every command, and sends a blob in one PATCH", async ({
  bench,
  recorder,
  token,
}) => {
  await bench.login(recorder.host, token);
  const name = `scratch/${aName("asked")}`;
  await anImage(bench, `${recorder.host}/${name}:v1`);
  expect(recorder.seen[0]).toMatchObject({ line: "GET /v2/", status: 401, authorization: undefined });
  expect(recorder.seen[0]?.answer["www-authenticate"]).toMatch(/^Basic /);
  const blobs = recorder.take().filter((line) => line.includes("/uploads/"));
  const inTurn = (method: string) => blobs.filter((line) => line.startsWith(method));
  expect([inTurn("POST").length, inTurn("PATCH").length, inTurn("PUT").length]).toEqual([2, 2, 2]);
  await bench.must("crane", "digest", `${recorder.host}/${name}:v1`);
  expect(recorder.take()).toEqual(["GET /v2/ 401", `HEAD /v2/${name}/manifests/v1 200`]);
});
