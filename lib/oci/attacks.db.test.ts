import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { aRef } from "#lib/catalog/fixtures.ts";
import { getVersion } from "#lib/catalog/get-version.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import {
  aChartPush,
  aName,
  anImage,
  aRegistry,
  descriptor,
  digestOf,
  helmPush,
  IMAGE,
  INDEX,
  json,
  type RegistryFixture,
  type Reply,
} from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  registry = await aRegistry();
});
afterAll(() => registry.close());

type Errors = { errors: { code: string; message: string }[] };
const errorOf = (reply: Reply) => (json(reply) as Errors).errors[0]; // Every refusal has this form (OCI-15).
const get = (path: string, token?: string | null) =>
  registry.ask("GET", path, token === undefined ? {} : { token });
const put = (repository: string, reference: string, body: string | Buffer, type = IMAGE) =>
  registry.ask("PUT", `/v2/${repository}/manifests/${reference}`, {
    body,
    headers: { "content-type": type },
  });

/** A plain repository with a manifest under `v1`. */
async function aRepository() {
  const name = aName();
  await registry.push(name, "{}");
  const body = anImage([]);
  expect((await put(name, "v1", body)).status).toBe(201);
  return { name, body, digest: digestOf(body) };
}

async function aPublished(version = "1.0.0") {
  const name = aName("charts").replace("charts/", "");
  const repository = `charts/${name}`;
  const chart = await aChartPush(name, version);
  expect((await helmPush(registry, repository, chart)).status).toBe(201);
  return { name, repository, chart };
}

const NASTY = [
  "%00",
  "a%00b",
  "%27%20OR%201%3D1--",
  "%EF%BF%BD",
  "%ff",
  "%7B%22%24gt%22%3A%22%22%7D",
  "x".repeat(5000),
];

describe("what the database would choke on", () => {
  it.each(NASTY)(
    "S12: %s in n, last, artifactType, from, mount, tag, ns is data, and no fault",
    async (value) => {
      const { name, digest } = await aRepository();
      const asked: [string, string][] = [
        ["GET", `/v2/_catalog?last=${value}`],
        ["GET", `/v2/${name}/tags/list?last=${value}&ns=${value}`],
        ["GET", `/v2/${name}/tags/list?n=${value}`],
        ["GET", `/v2/${name}/referrers/${digest}?artifactType=${value}&last=${value}`],
        ["POST", `/v2/${name}/blobs/uploads/?mount=${digestOf("x")}&from=${value}`],
        ["POST", `/v2/${name}/blobs/uploads/?mount=${value}&from=${name}`],
        ["PUT", `/v2/${name}/manifests/${digest}?tag=${value}`],
        ["GET", `/v2/${name}/blobs/uploads/${value}`],
        ["GET", `/v2/${name}/manifests/${value}`],
        ["GET", `/v2/${name}/blobs/${value}`],
      ];
      for (const [method, path] of asked) {
        const reply = await registry.ask(method, path);
        expect([path, reply.status]).toEqual([path, expect.toSatisfy((status: number) => status < 500)]);
        expect(reply.body.toString()).not.toMatch(/prisma|postgres|SELECT|syntax/i);
      }
      expect((await get(`/v2/${name}/tags/list?last=${value}`)).status).toBe(200);
    },
  );

  it("S12 OCI-112: a NUL in last sorts where it would", async () => {
    const { name, body } = await aRepository();
    await put(name, "a", body);
    await put(name, "aa", body);
    expect(json(await get(`/v2/${name}/tags/list?last=a%00zz`))).toMatchObject({ tags: ["aa", "v1"] });
  });

  it.each([
    ["a NUL in an annotation", anImage([], { annotations: { a: "\0" } })],
    ["a NUL in a key", anImage([], { annotations: { "\0": "a" } })],
    ["half a surrogate pair", anImage([], { annotations: { a: "\ud800" } })],
    ["a NUL in the artifact type", anImage([], { artifactType: "a\0b" })],
    ["a NUL in the config's type", anImage([], { config: { ...descriptor("{}"), mediaType: "a\0" } })],
    [
      "bytes that are not UTF-8",
      Buffer.from(anImage([], { annotations: { a: "?" } })).map((byte) => (byte === 0x3f ? 0xff : byte)),
    ],
    ["a number beyond all", anImage([]).replace('"size":2', '"size":1e400')],
  ] as const)("S9 S22: %s in a manifest is 400 MANIFEST_INVALID", async (_what, body) => {
    const { name } = await aRepository();
    const reply = await put(name, "v2", Buffer.from(body));
    expect([reply.status, errorOf(reply)?.code]).toEqual([400, "MANIFEST_INVALID"]);
  });

  it("OCI-89: NUL and halves of characters in fields that nobody reads stay as they are", async () => {
    const { name } = await aRepository();
    const body = anImage([], { "x-note": "a\u0000b\ud800" });
    expect((await put(name, "v2", body)).status).toBe(201);
    expect((await get(`/v2/${name}/manifests/v2`)).body.toString()).toBe(body);
  });
});

describe("tags that are not what they seem", () => {
  it("S3 OCI-101: a version is never published under a tag that may move", async () => {
    const { repository, chart, name } = await aPublished();
    const tag = chart.digest.replace(":", "-");
    expect(versionTagSchema.safeParse(tag).success).toBe(false);
    expect(versionTagSchema.safeParse(`${tag}.sig`).success).toBe(false);
    const base = aName("kustomize-bases");
    await registry.push(base, "{}");
    expect((await put(base, tag, anImage([]))).status).toBe(400);
    expect((await get(`/v2/${repository}/manifests/1.0.0`)).body.toString()).toBe(chart.body);
    await expect(
      getVersion(systemViewer(registry.org.id, registry.org.slug), aRef("chart", name), tag),
    ).rejects.toThrow();
  });

  it("S3 OCI-9: a referrer may be there before the first version, which then finds its tag taken", async () => {
    const name = aName("charts").replace("charts/", "");
    const repository = `charts/${name}`;
    await registry.push(repository, "{}");
    const referrer = anImage([], { subject: descriptor("nothing yet", IMAGE) });
    expect((await put(repository, "1.0.0", referrer)).status).toBe(201);
    const chart = await aChartPush(name, "1.0.0");
    const refused = await helmPush(registry, repository, chart);
    expect([refused.status, errorOf(refused)?.code]).toEqual([409, "DENIED"]);
    expect((await helmPush(registry, repository, await aChartPush(name, "1.0.1"))).status).toBe(201);
  });

  it("S3 OCI-9: a referrer that took a version's tag is in its way with 409, and may be deleted", async () => {
    const { repository, chart, name } = await aPublished();
    await registry.push(repository, "{}");
    const referrer = anImage([], { subject: descriptor(chart.body, IMAGE) });
    expect((await put(repository, "2.0.0", referrer)).status).toBe(201);
    const next = await aChartPush(name, "2.0.0");
    const refused = await helmPush(registry, repository, next);
    expect([refused.status, errorOf(refused)?.code]).toEqual([409, "DENIED"]);
    const path = `/v2/${repository}/manifests/${digestOf(referrer)}`;
    expect((await registry.ask("DELETE", path)).status).toBe(202);
    expect((await helmPush(registry, repository, next)).status).toBe(201);
    expect((await registry.ask("DELETE", path.replace(digestOf(referrer), next.digest))).status).toBe(405);
  });

  it("S3: latest, _x, case variants, multipart and a mount change nothing of the version", async () => {
    const { repository, chart, name } = await aPublished("1.0.0-rc.1");
    const other = await aChartPush(name, "1.0.0-rc.1", { content: "other" });
    for (const bytes of [other.config, other.archive]) await registry.push(repository, bytes);
    const parts = `--x\r\nContent-Disposition: form-data; name="chart"\r\n\r\n${other.body}\r\n--x--\r\n`;
    const tried: [Reply, number][] = [
      [await put(repository, "latest", other.body), 400],
      [await put(repository, "1.0.0-RC.1", other.body), 400],
      [await put(repository, "V1.0.0-rc.1", other.body), 400],
      [await put(repository, "1.0.0-rc.1_x", other.body), 400],
      [await put(repository, "1.0.0-rc.1", parts, "multipart/form-data; boundary=x"), 409],
      [await put(repository, "1.0.0-rc.1?force", other.body), 409],
      [await registry.ask("POST", `/v2/${repository}/manifests/1.0.0-rc.1`, { body: other.body }), 405],
      [await registry.ask("PATCH", `/v2/${repository}/manifests/1.0.0-rc.1`, { body: other.body }), 405],
      [
        await registry.ask(
          "POST",
          `/v2/${repository}/blobs/uploads/?mount=${chart.digest}&from=${repository}`,
        ),
        202,
      ],
    ];
    expect(tried.map(([reply]) => reply.status)).toEqual(tried.map(([, status]) => status));
    expect((await get(`/v2/${repository}/manifests/1.0.0-rc.1`)).body.toString()).toBe(chart.body);
    expect(json(await get(`/v2/${repository}/tags/list`))).toMatchObject({ tags: ["1.0.0-rc.1"] });
  });
});

describe("lists", () => {
  it("OCI-121: what the index under a fallback tag names is listed among the referrers, once", async () => {
    const { name, body, digest } = await aRepository();
    const tag = digest.replace(":", "-");
    const imported = anImage([], { artifactType: "application/x.sbom", annotations: { from: "elsewhere" } });
    const both = anImage([], { artifactType: "application/x.note", subject: descriptor(body, IMAGE) });
    for (const one of [imported, both]) await put(name, digestOf(one), one);
    const manifests = [imported, both].map((one) => descriptor(one, IMAGE));
    const index = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests });
    expect((await put(name, tag, index, INDEX)).status).toBe(201);
    const list = async (query = "") => json(await get(`/v2/${name}/referrers/${digest}${query}`));
    const expected = [
      {
        ...descriptor(imported, IMAGE),
        artifactType: "application/x.sbom",
        annotations: { from: "elsewhere" },
      },
      { ...descriptor(both, IMAGE), artifactType: "application/x.note" },
    ].sort((a, b) => (a.digest < b.digest ? -1 : 1));
    expect(await list()).toMatchObject({ manifests: expected });
    expect(await list("?artifactType=application/x.sbom")).toMatchObject({
      manifests: [{ digest: digestOf(imported) }],
    });
    await registry.ask("DELETE", `/v2/${name}/manifests/${tag}`);
    expect(await list()).toMatchObject({ manifests: [{ digest: digestOf(both) }] });
  });
});
