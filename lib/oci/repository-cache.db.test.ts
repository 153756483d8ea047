import { afterAll, beforeAll, expect, it } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { aRef } from "#lib/catalog/fixtures.ts";
import { updateArtifact } from "#lib/catalog/update-artifact.ts";
import { applyChangeHere } from "#lib/db/changes.ts";
import { db } from "#lib/db/database.ts";
import { listenAlone } from "#lib/db/fixtures.ts";
import {
  aChartPush,
  aName,
  anImage,
  aRegistry,
  digestOf,
  helmPush,
  json,
  type RegistryFixture,
} from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  listenAlone();
  registry = await aRegistry();
});
afterAll(() => registry.close());

it("S6 S7 OCI-31: a chart that stops being public is gone for strangers with the next request, however often it was asked", async () => {
  const name = aName("x").replace("x/", "");
  const chart = await aChartPush(name, "1.0.0");
  await helmPush(registry, `charts/${name}`, chart);
  const viewer = systemViewer(registry.org.id, registry.org.slug);
  const path = `/v2/${registry.org.slug}/charts/${name}`;
  const stranger = async () => [
    (await registry.ask("GET", `${path}/manifests/1.0.0`, { token: null })).status,
    (await registry.ask("GET", `${path}/manifests/${chart.digest}`, { token: null })).status,
    (await registry.ask("GET", `${path}/blobs/${digestOf(chart.archive)}`, { token: null })).status,
    (await registry.ask("GET", `${path}/tags/list`, { token: null })).status,
  ];
  for (const visibility of ["private", "public", "private", "public"] as const) {
    await updateArtifact(viewer, aRef("chart", name), { visibility });
    for (let times = 0; times < 2; times += 1)
      expect(new Set(await stranger())).toEqual(new Set([visibility === "public" ? 200 : 401]));
  }
});

it("OCI-50 S2: a small blob that is kept in memory is given to nobody whose repository does not link it", async () => {
  const [one, two] = [aName(), aName()];
  const { digest } = await registry.push(one, "kept in memory");
  await registry.push(two, "{}");
  for (let times = 0; times < 3; times += 1) {
    expect((await registry.ask("GET", `/v2/${one}/blobs/${digest}`)).status).toBe(200);
    expect((await registry.ask("GET", `/v2/${two}/blobs/${digest}`)).status).toBe(404);
  }
});

it("OCI-94: what another process changes is seen with its announcement", async () => {
  const name = aName();
  await registry.push(name, "{}");
  const first = anImage([], { annotations: { n: "1" } });
  const second = anImage([], { annotations: { n: "2" } });
  await registry.ask("PUT", `/v2/${name}/manifests/v1`, { body: first });
  await registry.ask("PUT", `/v2/${name}/manifests/${digestOf(second)}`, { body: second });
  const read = async () => (await registry.ask("GET", `/v2/${name}/manifests/v1`)).body.toString();
  expect(await read()).toBe(first);
  const { id } = await db().ociRepository.findFirstOrThrow({ where: { name }, select: { id: true } });
  await db().ociTag.update({
    where: { repositoryId_tag: { repositoryId: id, tag: "v1" } },
    data: { digest: digestOf(second) },
    select: { tag: true },
  });
  // Behind our back: it is still answered from memory, which is what makes it fast.
  expect(await read()).toBe(first);
  applyChangeHere(`repository:${registry.org.id}/${name}`);
  expect(await read()).toBe(second);
});

it("PF-7: memory stays bounded: what was asked long ago is forgotten when more comes than fits", async () => {
  const [kept, large] = [aName(), aName()];
  const [first, second] = [
    anImage([], { annotations: { n: "1" } }),
    anImage([], { annotations: { n: "2" } }),
  ];
  await registry.push(kept, "{}");
  await registry.ask("PUT", `/v2/${kept}/manifests/v1`, { body: first });
  await registry.ask("PUT", `/v2/${kept}/manifests/${digestOf(second)}`, { body: second });
  const read = async () => (await registry.ask("GET", `/v2/${kept}/manifests/v1`)).body.toString();
  expect(await read()).toBe(first);
  const { id } = await db().ociRepository.findFirstOrThrow({ where: { name: kept }, select: { id: true } });
  await db().ociTag.update({
    where: { repositoryId_tag: { repositoryId: id, tag: "v1" } },
    data: { digest: digestOf(second) },
    select: { tag: true },
  });
  await registry.push(large, "{}");
  const other = await db().ociRepository.findFirstOrThrow({ where: { name: large }, select: { id: true } });
  // 18 manifests of 4 MB are more than the 64 MiB that are kept.
  const digests = Array.from({ length: 18 }, (_, index) => digestOf(`large ${index}`));
  for (const digest of digests)
    await db().$executeRaw`
      INSERT INTO "OciManifest" ("repositoryId", "digest", "mediaType", "body", "sizeBytes")
      VALUES (${other.id}, ${digest}, 'x/y', convert_to(repeat('x', 4000000), 'UTF8'), 4000000)`;
  for (const digest of digests)
    expect((await registry.ask("GET", `/v2/${large}/manifests/${digest}`)).body).toHaveLength(4_000_000);
  expect(await read()).toBe(second);
});

it("OCI-94 OCI-109 OCI-44: lists that are kept are right with the next request, whatever changed", async () => {
  const name = aName("lists");
  const tags = async () => json(await registry.ask("GET", `/v2/${name}/tags/list`));
  const names = async () => {
    const { body } = await registry.ask("GET", "/v2/_catalog?n=10000");
    return (JSON.parse(body.toString()) as { repositories: string[] }).repositories;
  };
  await registry.push(name, "{}");
  expect(await names()).not.toContain(name);
  const image = anImage([], { annotations: { of: name } });
  await registry.ask("PUT", `/v2/${name}/manifests/${digestOf(image)}`, { body: image });
  expect(await names()).toContain(name);
  expect(await tags()).toEqual({ name, tags: [] });
  for (const tag of ["b", "a"]) {
    await registry.ask("PUT", `/v2/${name}/manifests/${tag}`, { body: image });
    for (let times = 0; times < 2; times += 1) await tags();
  }
  expect(await tags()).toEqual({ name, tags: ["a", "b"] });
  // Another page, another name for it, and who may not see it, have answers of their own.
  expect(json(await registry.ask("GET", `/v2/${name}/tags/list?n=1`))).toEqual({ name, tags: ["a"] });
  expect((await registry.ask("GET", `/v2/${name}/tags/list`, { token: null })).status).toBe(401);
  await registry.ask("DELETE", `/v2/${name}/manifests/a`);
  expect(await tags()).toEqual({ name, tags: ["b"] });
  await registry.ask("DELETE", `/v2/${name}/manifests/${digestOf(image)}`);
  expect(await names()).not.toContain(name);
});
