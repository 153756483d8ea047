import { expect } from "@playwright/test";
import { chartFiles, packedTree } from "../charts.ts";
import { aName } from "../fixtures.ts";
import { registryOf } from "../oci.ts";
import type { Server } from "../server.ts";
import { anImage } from "./images.ts";
import { test, type Workbench } from "./workbench.ts";

const SIGN = ["sign", "--yes", "--key", "cosign.key", "--tlog-upload=false", "--use-signing-config=false"];
const VERIFY = ["verify", "--key", "cosign.pub", "--insecure-ignore-tlog=true"];
const HTTP = "--allow-http-registry";

async function aPublishedChart(server: Server, token: string): Promise<string> {
  const name = aName("sealed");
  const archive = await packedTree(Object.entries(chartFiles(name, "1.0.0")), name);
  const chart = { apiVersion: "v2", name, version: "1.0.0" };
  expect(await registryOf(server, token).pushChart(`charts/${name}`, "1.0.0", chart, archive)).toBe(201);
  return `charts/${name}`;
}

async function withKey(bench: Workbench, host: string, token: string): Promise<void> {
  await bench.login(host, token);
  await bench.must("cosign", "generate-key-pair");
}

test("CL-10 OCI-103 OCI-115: cosign 3 signs a published version with a referrer, and verifies it", async ({
  bench,
  recorder,
  server,
  token,
}) => {
  await withKey(bench, recorder.host, token);
  const repository = await aPublishedChart(server, token);
  const version = `${recorder.host}/${repository}:1.0.0`;
  const unsigned = await bench.run("cosign", ...VERIFY, HTTP, version);
  expect(unsigned.status).not.toBe(0);
  recorder.take();
  await bench.must("cosign", ...SIGN, HTTP, version);
  const asked = recorder.take();
  expect(asked).toContain(`PUT /v2/${repository}/manifests/<digest> 201`);
  // An answer of 404 to the question for referrers would have made it write a tag.
  expect(asked.filter((line) => line.startsWith("PUT") && line.includes("/manifests/sha256-"))).toEqual([]);
  expect(await bench.must("cosign", ...VERIFY, HTTP, version)).toContain(repository);
  expect(recorder.take()).toContain(`GET /v2/${repository}/referrers/<digest> 200`);
  const { tags } = (await (await registryOf(server, token).ask("GET", `${repository}/tags/list`)).json()) as {
    tags: string[];
  };
  expect(tags).toEqual(["1.0.0"]);
});

test("CL-9 OCI-101: signing twice by tag overwrites the signature's tag on a published version, never the version", async ({
  bench,
  server,
  token,
}) => {
  await withKey(bench, server.host, token);
  const repository = await aPublishedChart(server, token);
  const version = `${server.host}/${repository}:1.0.0`;
  const before = (await bench.must("crane", "digest", version)).trim();
  const seal = `${server.host}/${repository}:${before.replace(":", "-")}.sig`;
  const byTag = ["--new-bundle-format=false", HTTP];
  await bench.must("cosign", ...SIGN, ...byTag, version);
  const first = await bench.must("crane", "digest", seal);
  await bench.must("cosign", ...SIGN, ...byTag, "-a", "round=second", version);
  expect(await bench.must("crane", "digest", seal)).not.toBe(first);
  expect((await bench.must("crane", "digest", version)).trim()).toBe(before);
  const verified = JSON.parse(await bench.must("cosign", ...VERIFY, ...byTag, version)) as unknown[];
  expect(verified).toHaveLength(2);
});

test("CL-10: a file is attached to an image by cosign's own attestation, and verified", async ({
  bench,
  server,
  token,
}) => {
  await withKey(bench, server.host, token);
  const image = `${server.host}/scratch/${aName("attested")}`;
  await anImage(bench, `${image}:v1`);
  await bench.write(".", { "predicate.json": '{"checked":true}\n' });
  const digest = (await bench.must("crane", "digest", `${image}:v1`)).trim();
  const by = ["--key", "cosign.key", "--yes", "--tlog-upload=false", "--use-signing-config=false", HTTP];
  const about = ["--predicate", "predicate.json", "--type", "https://example.test/checked"];
  await bench.must("cosign", "attest", ...by, ...about, `${image}@${digest}`);
  const how = [
    "--key",
    "cosign.pub",
    "--insecure-ignore-tlog=true",
    "--type",
    "https://example.test/checked",
    HTTP,
  ];
  await bench.must("cosign", "verify-attestation", ...how, `${image}@${digest}`);
});
