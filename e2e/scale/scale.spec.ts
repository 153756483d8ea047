import { randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import { chartFiles, packedTree } from "../charts.ts";
import { aName } from "../fixtures.ts";
import { digestOf, type Registry, registryOf } from "../oci.ts";
import { type Api, apiOf } from "../server.ts";
import { type Pair, startPair } from "./pair.ts";

// Show 7 of the registry: two processes on one PostgreSQL and one bucket, behind a proxy that takes turns. What one has
// answered, the other knows on the next request, without waiting: every read below is made once.

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const EMPTY = Buffer.from("{}");

let pair: Pair;
let token: string;
/** Through the proxy, and straight to each of the two. */
let all: Registry;
let a: Registry;
let b: Registry;
let apiOfA: Api;
let apiOfB: Api;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  pair = await startPair();
  const [registryToken, apiToken] = await Promise.all([
    pair.a.registryToken("pull+push"),
    pair.b.apiToken("admin"),
  ]);
  token = registryToken;
  all = registryOf(pair.proxy, token);
  a = registryOf(pair.a, token);
  b = registryOf(pair.b, token);
  apiOfA = apiOf(pair.a, apiToken);
  apiOfB = apiOf(pair.b, apiToken);
});
test.afterAll(async () => {
  test.setTimeout(120_000);
  await pair?.remove();
});

async function statusOf(asked: Promise<Response>): Promise<number> {
  const answer = await asked;
  await answer.arrayBuffer();
  return answer.status;
}

const aManifest = (...layers: Uint8Array[]) =>
  Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: { mediaType: "application/vnd.oci.empty.v1+json", digest: digestOf(EMPTY), size: 2 },
      layers: layers.map((bytes) => ({
        mediaType: "application/octet-stream",
        digest: digestOf(bytes),
        size: bytes.length,
      })),
    }),
  );

const pushBlob = (door: Registry, repository: string, bytes: Uint8Array) =>
  statusOf(door.ask("POST", `${repository}/blobs/uploads/?digest=${digestOf(bytes)}`, bytes));

const putTag = (door: Registry, repository: string, tag: string, manifest: Uint8Array) =>
  statusOf(door.ask("PUT", `${repository}/manifests/${tag}`, manifest, MANIFEST));

async function chartOf(name: string, version: string, seed = 0) {
  return packedTree(Object.entries(chartFiles(name, version, seed)), name);
}

const pushChart = (door: Registry, name: string, version: string, archive: Uint8Array) =>
  door.pushChart(`charts/${name}`, version, { apiVersion: "v2", name, version }, archive);

/** A version that one has taken is everywhere, at every door. */
async function publishAndRead(name: string, version: string, seed: number): Promise<void> {
  const archive = await chartOf(name, version, seed);
  expect(await pushChart(all, name, version, archive), version).toBe(201);
  for (const door of [a, b]) {
    expect(await door.pullChart(`charts/${name}`, version)).toBe(digestOf(archive));
    const tags: unknown = await (await door.ask("GET", `charts/${name}/tags/list`)).json();
    expect(tags).toMatchObject({ tags: expect.arrayContaining([version]) });
  }
  for (const api of [apiOfA, apiOfB])
    expect((await api.get(`/org-charts/${name}/versions/${version}`)).status).toBe(200);
}

/** A tag that moves names the new manifest at both, though both had answered with the old one. @returns what it names now */
async function moveAndRead(repository: string): Promise<string> {
  const layer = randomBytes(40_000);
  const manifest = aManifest(layer);
  expect(await pushBlob(all, repository, layer)).toBe(201);
  expect(await putTag(all, repository, "latest", manifest)).toBe(201);
  for (const door of [a, b, a, b]) {
    const latest = await door.ask("GET", `${repository}/manifests/latest`);
    expect(digestOf(new Uint8Array(await latest.arrayBuffer()))).toBe(digestOf(manifest));
    const blob = await door.ask("GET", `${repository}/blobs/${digestOf(layer)}`);
    expect(digestOf(new Uint8Array(await blob.arrayBuffer()))).toBe(digestOf(layer));
  }
  return digestOf(manifest);
}

async function deleteAndMiss(repository: string, digest: string): Promise<void> {
  expect(await statusOf(all.ask("DELETE", `${repository}/manifests/${digest}`))).toBe(202);
  for (const door of [a, b])
    for (const reference of ["latest", digest])
      expect(await statusOf(door.ask("GET", `${repository}/manifests/${reference}`))).toBe(404);
}

test("NB-18 OCI-94: a storm of pushes, moves and deletes through both, and never a wrong answer", async () => {
  async function storm(worker: number): Promise<void> {
    const chart = aName(`storm-${worker}`);
    const plain = `apps/${chart}`;
    expect(await pushBlob(all, plain, EMPTY)).toBe(201);
    for (let round = 0; round < 3; round += 1) {
      await publishAndRead(chart, `1.${round}.0`, worker * 100 + round);
      const digest = await moveAndRead(plain);
      if (round % 2 === 1) await deleteAndMiss(plain, digest);
    }
  }
  await Promise.all([0, 1, 2].map(storm));
});

test("OCI-65 X1: an upload goes on at the other process with each chunk", async () => {
  const repository = `apps/${aName("upload")}`;
  const bytes = randomBytes(6_500_000);
  const begun = await a.ask("POST", `${repository}/blobs/uploads/`);
  let location = begun.headers.get("location")?.replace("/v2/", "") ?? "";
  const chunkAt = (door: Registry, from: number, to: number, method = "PATCH", query = "") =>
    fetch(`${door === a ? pair.a.url : pair.b.url}/v2/${location}${query}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/octet-stream",
        "content-range": `${from}-${to - 1}`,
      },
      body: bytes.subarray(from, to),
    });
  const ends = [1, 1_000_000, 1_000_003, 6_300_000, 6_400_000];
  let at = 0;
  for (const [index, end] of ends.entries()) {
    const door = index % 2 === 0 ? b : a;
    const answer = await chunkAt(door, at, end);
    expect(answer.status).toBe(202);
    expect(answer.headers.get("range")).toBe(`0-${end - 1}`);
    location = answer.headers.get("location")?.replace("/v2/", "") ?? "";
    at = end;
    const status = await (door === a ? b : a).ask("GET", location);
    expect(status.headers.get("range")).toBe(`0-${end - 1}`);
  }
  // The same chunk once more, at the process that did not take it (OCI-61).
  expect((await chunkAt(a, 6_300_000, 6_400_000)).status).toBe(416);
  const put = await chunkAt(a, at, bytes.length, "PUT", `?digest=${digestOf(bytes)}`);
  expect(put.status).toBe(201);
  const blob = await b.ask("GET", `${repository}/blobs/${digestOf(bytes)}`);
  expect(digestOf(new Uint8Array(await blob.arrayBuffer()))).toBe(digestOf(bytes));
  expect(await statusOf(b.ask("GET", location))).toBe(404);
});

test("OCI-77 X5: the same blob from twelve clients at both: all 201", async () => {
  const repository = `apps/${aName("same")}`;
  const bytes = randomBytes(1_200_000);
  const pushed = Array.from({ length: 12 }, (_, who) => pushBlob(who % 2 ? a : b, repository, bytes));
  expect(await Promise.all(pushed)).toEqual(pushed.map(() => 201));
  for (const door of [a, b])
    expect(await statusOf(door.ask("HEAD", `${repository}/blobs/${digestOf(bytes)}`))).toBe(200);
});

test("OCI-97 OCI-100: twelve charts for one version at both: one 201, the others 409, one content", async () => {
  const name = aName("race");
  expect(await pushChart(all, name, "0.1.0", await chartOf(name, "0.1.0"))).toBe(201);
  const archives = await Promise.all(
    Array.from({ length: 12 }, (_, seed) => chartOf(name, "1.0.0", seed + 1)),
  );
  const statuses = await Promise.all(
    archives.map((archive, who) => pushChart(who % 2 ? a : b, name, "1.0.0", archive)),
  );
  expect(statuses.toSorted()).toEqual([201, ...Array.from({ length: 11 }, () => 409)]);
  const winner = archives[statuses.indexOf(201)] ?? Buffer.alloc(0);
  for (const door of [a, b]) expect(await door.pullChart(`charts/${name}`, "1.0.0")).toBe(digestOf(winner));
});

test("OCI-33 S6 S7: what is revoked, rotated, deleted or made private at one is so at the other, on the next request", async () => {
  const name = aName("secret");
  const repository = `apps/${name}`;
  const blob = randomBytes(100);
  expect(await pushChart(all, name, "1.0.0", await chartOf(name, "1.0.0"))).toBe(201);
  expect(await pushBlob(all, repository, blob)).toBe(201);
  const ping = (server: { url: string }, secret: string) =>
    statusOf(fetch(`${server.url}/v2/`, { headers: { authorization: `Bearer ${secret}` } }));

  type Minted = { id: string; token: string };
  const aToken = async () =>
    (await apiOfA.post<Minted>("/org-registry-tokens", { name: aName("token"), scope: "pull" })).body;
  for (const end of ["revoke", "rotate"] as const) {
    const minted = await aToken();
    for (const server of [pair.a, pair.b, pair.b]) expect(await ping(server, minted.token)).toBe(200);
    const address = `/org-registry-tokens/${minted.id}`;
    if (end === "rotate") expect((await apiOfA.post(`${address}/rotate`, {})).status).toBe(200);
    else expect((await apiOfA.delete(address)).status).toBe(204);
    expect(await ping(pair.b, minted.token), end).toBe(401);
    expect(await ping(pair.a, minted.token), end).toBe(401);
  }

  const blobAddress = `${repository}/blobs/${digestOf(blob)}`;
  for (const door of [a, b]) expect(await statusOf(door.ask("GET", blobAddress))).toBe(200);
  expect(await statusOf(b.ask("DELETE", blobAddress))).toBe(202);
  expect(await statusOf(a.ask("GET", blobAddress))).toBe(404);
  expect(await statusOf(b.ask("GET", blobAddress))).toBe(404);

  const asStranger = (server: { url: string }) =>
    statusOf(fetch(`${server.url}/v2/charts/${name}/manifests/1.0.0`, { headers: { accept: MANIFEST } }));
  const setVisibility = (visibility: string) => apiOfA.patch(`/org-charts/${name}`, { visibility });
  expect((await setVisibility("public")).status).toBe(200);
  for (const server of [pair.b, pair.b, pair.a]) expect(await asStranger(server)).toBe(200);
  expect((await setVisibility("private")).status).toBe(200);
  for (const server of [pair.b, pair.a]) expect(await asStranger(server)).toBe(401);
});

test("NB-18: a write is not answered before the other process has heard of it", async () => {
  const repository = `apps/${aName("heard")}`;
  expect(await pushBlob(all, repository, EMPTY)).toBe(201);
  const [before, after] = [aManifest(), aManifest(EMPTY)];
  expect(await putTag(a, repository, "latest", before)).toBe(201);
  expect(await statusOf(b.ask("GET", `${repository}/manifests/latest`))).toBe(200);

  const PAUSE_MS = 300;
  const began = performance.now();
  process.kill(-pair.b.pid(), "SIGSTOP");
  const woken = new Promise((done) => setTimeout(done, PAUSE_MS)).then(() =>
    process.kill(-pair.b.pid(), "SIGCONT"),
  );
  expect(await putTag(a, repository, "latest", after)).toBe(201);
  // However slow the machine is: it cannot have been sooner.
  expect(performance.now() - began).toBeGreaterThan(PAUSE_MS - 10);
  await woken;
  const latest = await b.ask("GET", `${repository}/manifests/latest`);
  expect(digestOf(new Uint8Array(await latest.arrayBuffer()))).toBe(digestOf(after));
});

test("X3: a bucket that fails is 503 in words at both, and all is well when it works again", async () => {
  const repository = `apps/${aName("fault")}`;
  const bytes = randomBytes(2_000_000);
  expect(await pushBlob(all, repository, bytes)).toBe(201);
  pair.bucket.weather(() => "refuse");
  try {
    for (const [server, door] of [
      [pair.a, a],
      [pair.b, b],
    ] as const) {
      const refused = await door.ask("GET", `${repository}/blobs/${digestOf(bytes)}`);
      expect(refused.status).toBe(503);
      expect(await refused.json()).toMatchObject({ errors: [{ code: "UNAVAILABLE" }] });
      expect(await pushBlob(door, repository, randomBytes(1000))).toBe(503);
      expect(await statusOf(fetch(`${server.url}/healthz`))).toBe(200);
      const ready = await fetch(`${server.url}/readyz`);
      expect(ready.status).toBe(503);
      expect(await ready.text()).toContain("blob store");
    }
  } finally {
    pair.bucket.weather(() => "pass");
  }
  expect(await pushBlob(all, repository, randomBytes(1000))).toBe(201);
  const blob = await b.ask("GET", `${repository}/blobs/${digestOf(bytes)}`);
  expect(digestOf(new Uint8Array(await blob.arrayBuffer()))).toBe(digestOf(bytes));
  for (const server of [pair.a, pair.b]) {
    expect(await statusOf(fetch(`${server.url}/readyz`))).toBe(200);
    expect(server.logs()).not.toContain(pair.a.env.AWS_SECRET_ACCESS_KEY);
  }
});

test("X1 X2: one is killed; the other goes on with its uploads, and everything acknowledged is there", async () => {
  const name = aName("killed");
  const repository = `apps/${name}`;
  const bytes = randomBytes(300_000);
  const archive = await chartOf(name, "1.0.0");
  expect(await pushChart(a, name, "1.0.0", archive)).toBe(201);
  const begun = await a.ask("POST", `${repository}/blobs/uploads/`);
  const location = begun.headers.get("location")?.replace("/v2/", "") ?? "";
  expect(await statusOf(a.ask("PATCH", location, bytes.subarray(0, 200_000)))).toBe(202);

  await pair.a.kill9();
  pair.proxy.sendTo([pair.b.url]);
  expect((await all.ask("GET", location)).headers.get("range")).toBe("0-199999");
  expect(
    await statusOf(all.ask("PUT", `${location}?digest=${digestOf(bytes)}`, bytes.subarray(200_000))),
  ).toBe(201);
  expect(await all.pullChart(`charts/${name}`, "1.0.0")).toBe(digestOf(archive));
  expect(await pushChart(all, name, "1.1.0", await chartOf(name, "1.1.0"))).toBe(201);
  const verified = await pair.b.chartroom("verify");
  expect(verified, verified.stdout + verified.stderr).toMatchObject({ status: 0 });
});
