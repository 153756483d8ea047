import { expect } from "@playwright/test";
import { chartFiles, packedTree } from "../charts.ts";
import { aName } from "../fixtures.ts";
import { registryOf } from "../oci.ts";
import { anImage } from "./images.ts";
import { test } from "./workbench.ts";

const COPY = ["copy", "--insecure-policy", "--src-tls-verify=false", "--dest-tls-verify=false"];
const PLAIN = "--tls-verify=false";

test("CL-8: skopeo logs in, copies in and out, inspects, lists and deletes", async ({
  bench,
  server,
  token,
}) => {
  const wrong = await bench.run("skopeo", "login", PLAIN, "-u", "org-token", "-p", `${token}x`, server.host);
  expect(wrong.status).not.toBe(0);
  await bench.must("skopeo", "login", PLAIN, "-u", "org-token", "-p", token, server.host);
  const image = `${server.host}/scratch/${aName("skopeo")}`;
  const layer = await anImage(bench, `${image}:v1`);
  await bench.must("skopeo", ...COPY, `docker://${image}:v1`, "oci:out:v1");
  await bench.must("skopeo", ...COPY, "oci:out:v1", `docker://${image}/copy:v2`);
  const inspected = JSON.parse(await bench.must("skopeo", "inspect", PLAIN, `docker://${image}/copy:v2`));
  expect(inspected).toMatchObject({ Layers: [layer], RepoTags: ["v2"] });
  const both = await Promise.all(
    [`${image}:v1`, `${image}/copy:v2`].map((one) => bench.must("crane", "digest", one)),
  );
  expect(both[0]).toBe(both[1]);

  await bench.must("skopeo", "delete", PLAIN, `docker://${image}/copy:v2`);
  const listed = await bench.must("skopeo", "list-tags", PLAIN, `docker://${image}/copy`);
  expect(JSON.parse(listed)).toMatchObject({ Tags: [] });
});

test("CL-8 OCI-70 OCI-73: a mount that is not possible opens an upload, which skopeo cancels", async ({
  bench,
  recorder,
  token,
  server,
}) => {
  await bench.login(recorder.host, token);
  const name = `scratch/${aName("cancelled")}`;
  const image = `${recorder.host}/${name}`;
  await anImage(bench, `${image}:v1`);
  // skopeo remembers where it saw a blob, and tries a mount from there; a push token may not read there.
  await bench.must("skopeo", ...COPY, `docker://${image}:v1`, "oci:out:v1");
  const push = await server.registryToken("push");
  recorder.take();
  await bench.must(
    "skopeo",
    ...COPY,
    "--dest-creds",
    `org-token:${push}`,
    "oci:out:v1",
    `docker://${image}/copy:v1`,
  );
  const said = recorder.take();
  const mount = said.findIndex((line) => line.includes("mount="));
  expect(said.slice(mount, mount + 2)).toEqual([
    `POST /v2/${name}/copy/blobs/uploads/?from=${name}&mount=<digest> 202`,
    `DELETE /v2/${name}/copy/blobs/uploads/<id> 204`,
  ]);
  expect(said.at(-1)).toBe(`PUT /v2/${name}/copy/manifests/v1 201`);
});

test("CL-8 OCI-28 OCI-31: without a login skopeo sends an empty password, and reads what is public", async ({
  bench,
  recorder,
  server,
  token,
  api,
}) => {
  const name = aName("public");
  const archive = await packedTree(Object.entries(chartFiles(name, "1.0.0")), name);
  const chart = { apiVersion: "v2", name, version: "1.0.0" };
  expect(await registryOf(server, token).pushChart(`charts/${name}`, "1.0.0", chart, archive)).toBe(201);
  const read = () => bench.run("skopeo", "list-tags", PLAIN, `docker://${recorder.host}/charts/${name}`);
  const refused = await read();
  expect(refused.status).not.toBe(0);
  expect(recorder.seen.at(-1)).toMatchObject({ status: 401, authorization: "Basic Og==" });
  expect((await api.patch(`/org-charts/${name}`, { visibility: "public" })).status).toBe(200);
  expect(JSON.parse((await read()).stdout)).toMatchObject({ Tags: ["1.0.0"] });
  expect(recorder.seen.at(-1)).toMatchObject({ status: 200, authorization: "Basic Og==" });
  await bench.must("skopeo", ...COPY, `docker://${recorder.host}/charts/${name}:1.0.0`, "oci:chart:v1");
});

test("CL-8 OCI-97: an image copied onto a published version is refused once, in words, not in another format", async ({
  bench,
  recorder,
  server,
  token,
}) => {
  await bench.login(recorder.host, token);
  const name = aName("published");
  const archive = await packedTree(Object.entries(chartFiles(name, "1.0.0")), name);
  const chart = { apiVersion: "v2", name, version: "1.0.0" };
  expect(await registryOf(server, token).pushChart(`charts/${name}`, "1.0.0", chart, archive)).toBe(201);
  const image = `${recorder.host}/scratch/${name}:v1`;
  await anImage(bench, image);
  recorder.take();
  const refused = await bench.run(
    "skopeo",
    ...COPY,
    `docker://${image}`,
    `docker://${recorder.host}/charts/${name}:1.0.0`,
  );
  expect(refused.status).not.toBe(0);
  expect(refused.stderr).toContain("denied: version already exists: 1.0.0");
  expect(recorder.take().filter((line) => line.startsWith(`PUT /v2/charts/${name}/manifests`))).toEqual([
    `PUT /v2/charts/${name}/manifests/1.0.0 409`,
  ]);
});
