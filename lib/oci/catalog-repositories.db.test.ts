import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { findFacts } from "#lib/catalog/find-artifact.ts";
import { aRef } from "#lib/catalog/fixtures.ts";
import { getVersion } from "#lib/catalog/get-version.ts";
import { db } from "#lib/db/database.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import {
  aChartPush,
  aName,
  anImage,
  aRegistry,
  aToken,
  descriptor,
  digestOf,
  HELM_CONFIG_TYPE,
  HELM_LAYER_TYPE,
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

type Errors = { errors: { code: string; message: string; detail?: unknown }[] };
const errorOf = (reply: Reply) => (json(reply) as Errors).errors[0];
const aChartName = () => aName().replace("lib/", "");
const viewer = () => systemViewer(registry.org.id, registry.org.slug);
const put = (repository: string, reference: string, body: string, type = IMAGE, token?: string) =>
  registry.ask("PUT", `/v2/${repository}/manifests/${reference}`, {
    body,
    headers: { "content-type": type },
    ...(token ? { token } : {}),
  });
const get = (path: string) => registry.ask("GET", path);
async function aPublished(version = "1.0.0", over: Parameters<typeof aChartPush>[2] = {}) {
  const name = aChartName();
  const repository = `charts/${name}`;
  const chart = await aChartPush(name, version, over);
  const reply = await helmPush(registry, repository, chart);
  expect(reply.status).toBe(201);
  return { name, repository, chart };
}

describe("publishing", () => {
  it("OCI-82 OCI-84 OCI-92 OCI-94 CL-2: helm push makes the version, at once in tags/list and in the catalog", async () => {
    const { name, repository, chart } = await aPublished("1.0.0+b5");
    const back = await get(`/v2/${repository}/manifests/${chart.digest}`);
    expect([back.body.toString(), back.headers["content-type"]]).toEqual([chart.body, IMAGE]);
    expect(json(await get(`/v2/${repository}/tags/list`))).toEqual({ name: repository, tags: ["1.0.0_b5"] });
    const version = await getVersion(viewer(), aRef("chart", name), "1.0.0+b5");
    expect(version).toMatchObject({
      version: "1.0.0+b5",
      via: "oci",
      manifestDigest: chart.digest,
      packageDigest: digestOf(chart.archive),
    });
  });

  it("OCI-92: by digest alone nothing is a version yet, and of no kind", async () => {
    const name = aChartName();
    const chart = await aChartPush(name, "1.0.0");
    await registry.push(`charts/${name}`, chart.config);
    await registry.push(`charts/${name}`, chart.archive);
    expect((await put(`charts/${name}`, chart.digest, chart.body)).status).toBe(201);
    expect(json(await get(`/v2/charts/${name}/tags/list`))).toEqual({ name: `charts/${name}`, tags: [] });
    expect(await findFacts(viewer(), aRef("chart", name))).toBeNull();
  });

  it("OCI-93: a chart that says another name or version is 400 and names both", async () => {
    const name = aChartName();
    const chart = await aChartPush(name, "1.0.0");
    const wrongTag = await helmPush(registry, `charts/${name}`, chart, { tag: "1.0.1" });
    expect([wrongTag.status, errorOf(wrongTag)?.code]).toEqual([400, "MANIFEST_INVALID"]);
    expect(errorOf(wrongTag)?.message).toContain("1.0.1");
    const other = aChartName();
    const wrongName = await helmPush(registry, `charts/${other}`, chart);
    expect([wrongName.status, errorOf(wrongName)?.code]).toEqual([400, "MANIFEST_INVALID"]);
    expect(errorOf(wrongName)?.message).toContain(name);
    expect(json(await get(`/v2/charts/${other}/tags/list`))).toMatchObject({ tags: [] });
  });

  it("OCI-9: under each root only its own kind becomes a version", async () => {
    const name = aChartName();
    for (const root of ["charts", "kustomize-bases", "manifest-bundles"]) {
      const repository = `${root}/${name}`;
      await registry.push(repository, "{}");
      const reply = await put(repository, "1.0.0", anImage([]));
      expect([root, reply.status, errorOf(reply)?.code]).toEqual([root, 400, "MANIFEST_INVALID"]);
      const index = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [] });
      expect((await put(repository, "1.0.0", index, INDEX)).status).toBe(400);
      expect((await put(repository, digestOf(index), index, INDEX)).status).toBe(201);
    }
  });

  it("OCI-7 OCI-8: the organization in front is an alias; another one is unknown to reads and denied to writes", async () => {
    const { repository, chart } = await aPublished();
    const alias = `${registry.org.slug}/${repository}`;
    expect((await get(`/v2/${alias}/manifests/1.0.0`)).body.toString()).toBe(chart.body);
    expect(json(await get(`/v2/${alias}/tags/list`))).toMatchObject({ name: alias });
    const foreign = await anOrganization();
    for (const slug of [foreign.slug, "no-such-org"]) {
      const read = await get(`/v2/${slug}/${repository}/manifests/1.0.0`);
      expect([read.status, errorOf(read)?.code]).toEqual([404, "NAME_UNKNOWN"]);
      const write = await put(`${slug}/${repository}`, "2.0.0", chart.body);
      expect([write.status, errorOf(write)?.code]).toEqual([403, "DENIED"]);
    }
    const through = await aChartPush(aChartName(), "1.0.0");
    const name = (JSON.parse(through.config) as { name: string }).name;
    expect((await helmPush(registry, `${registry.org.slug}/charts/pay/${name}`, through)).status).toBe(201);
    expect((await get(`/v2/charts/pay/${name}/manifests/1.0.0`)).status).toBe(200);
  });

  it("S2: what only another organization has does not make a version here", async () => {
    const other = await anOrganization();
    const token = await aToken(other);
    const name = aChartName();
    const chart = await aChartPush(name, "1.0.0", { content: "secret of the other" });
    expect((await helmPush(registry, `charts/${name}`, chart, { token })).status).toBe(201);
    const reply = await put(`charts/${name}`, "1.0.0", chart.body);
    expect([reply.status, errorOf(reply)?.code]).toEqual([404, "MANIFEST_BLOB_UNKNOWN"]);
    expect((json(reply) as Errors).errors).toHaveLength(2);
    expect((await helmPush(registry, `charts/${name}`, chart)).status).toBe(201);
  });

  it.each(["../x", "a/b", "a\\b", "%2e%2e", "a%00b", "x".repeat(4096), "..", "-x", ".x"])(
    "S16: the version %j is refused and nothing is written",
    async (version) => {
      const name = aChartName();
      const chart = await aChartPush(name, "1.0.0");
      await registry.push(`charts/${name}`, chart.config);
      await registry.push(`charts/${name}`, chart.archive);
      const reply = await put(
        `charts/${name}`,
        version.includes("%") ? version : encodeURI(version),
        chart.body,
      );
      expect([400, 404]).toContain(reply.status);
      const bad = await aChartPush(name, version.slice(0, 200));
      await registry.push(`charts/${name}`, bad.config);
      await registry.push(`charts/${name}`, bad.archive);
      expect((await put(`charts/${name}`, "1.0.0", bad.body)).status).toBe(400);
      expect(json(await get(`/v2/charts/${name}/tags/list`))).toMatchObject({ tags: [] });
    },
  );
});

describe("what was published never changes", () => {
  it("OCI-96: the same manifest again is 201 and no second audit row", async () => {
    const { repository, chart } = await aPublished();
    const rows = () =>
      db().auditEvent.count({ where: { orgId: registry.org.id, action: "version.published" } });
    const before = await rows();
    expect((await helmPush(registry, repository, chart)).status).toBe(201);
    expect(await rows()).toBe(before);
  });

  it("OCI-97 CL-2: other content is 409 DENIED, version already exists: <tag>, with what is there", async () => {
    const { name, repository, chart } = await aPublished("1.2.0");
    const other = await aChartPush(name, "1.2.0", { content: "other" });
    const reply = await helmPush(registry, repository, other);
    expect([reply.status, errorOf(reply)]).toEqual([
      409,
      {
        code: "DENIED",
        message: "version already exists: 1.2.0",
        detail: expect.objectContaining({ tag: "1.2.0", digest: chart.digest }),
      },
    ]);
    expect((await get(`/v2/${repository}/manifests/1.2.0`)).body.toString()).toBe(chart.body);
  });

  it("OCI-97 S3: an image, an index, junk, missing parts, a tag in the query: one and the same 409", async () => {
    const { name, repository, chart } = await aPublished();
    await registry.push(repository, "{}");
    const other = await aChartPush(name, "1.0.0", { content: "other" });
    await registry.push(repository, other.config);
    await registry.push(repository, other.archive);
    const index = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [] });
    const withSubject = anImage([], { subject: descriptor(chart.body, IMAGE) });
    const replies = [
      await put(repository, "1.0.0", anImage([])),
      await put(repository, "1.0.0", index, INDEX),
      await put(repository, "1.0.0", "junk"),
      await put(repository, "1.0.0", ""),
      await put(repository, "1.0.0", anImage(["nowhere"])),
      await put(repository, "1.0.0", withSubject),
      await put(repository, "1.0.0?force=true", other.body),
      await put(repository, `${other.digest}?tag=1.0.0`, other.body),
      await put(repository, `${other.digest}?tag=9.9.9&tag=1.0.0`, other.body),
      await put(`${registry.org.slug}/${repository}`, "1.0.0", other.body),
    ];
    for (const reply of replies)
      expect([reply.status, errorOf(reply)?.code, errorOf(reply)?.message]).toEqual([
        409,
        "DENIED",
        "version already exists: 1.0.0",
      ]);
    expect(json(await get(`/v2/${repository}/tags/list`))).toMatchObject({ tags: ["1.0.0"] });
    expect((await get(`/v2/${repository}/manifests/1.0.0`)).body.toString()).toBe(chart.body);
  });

  it("OCI-98: the same content in another manifest is 201; the tag keeps its first, the other is there by digest", async () => {
    const { name, repository, chart } = await aPublished();
    const again = await aChartPush(name, "1.0.0", { annotations: { created: "later" } });
    expect(again.digest).not.toBe(chart.digest);
    const reply = await helmPush(registry, repository, again);
    expect([reply.status, reply.headers["docker-content-digest"]]).toEqual([201, again.digest]);
    expect((await get(`/v2/${repository}/manifests/1.0.0`)).headers["docker-content-digest"]).toBe(
      chart.digest,
    );
    expect((await get(`/v2/${repository}/manifests/${again.digest}`)).body.toString()).toBe(again.body);
  });

  it("OCI-99: 1.0.0+a and 1.0.0_a are one tag", async () => {
    const name = aName("kustomize-bases").replace("kustomize-bases/", "");
    const repository = `charts/${name}`;
    expect((await helmPush(registry, repository, await aChartPush(name, "1.0.0+a"))).status).toBe(201);
    const second = await helmPush(registry, repository, await aChartPush(name, "1.0.0+a", { content: "b" }));
    expect(second.status).toBe(409);
  });

  it("OCI-100 X5: 40 first PUTs of one tag with different content: exactly one 201, the rest 409", async () => {
    const name = aChartName();
    const repository = `charts/${name}`;
    const charts = await Promise.all(
      Array.from({ length: 40 }, (_, index) => aChartPush(name, "1.0.0", { content: `c${index}` })),
    );
    const replies = await Promise.all(charts.map((chart) => helmPush(registry, repository, chart)));
    const statuses = replies.map((reply) => reply.status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(39);
    const winner = charts[statuses.indexOf(201)];
    expect((await get(`/v2/${repository}/manifests/1.0.0`)).body.toString()).toBe(winner?.body);
  });

  it("X5: 32 clients push the same chart at once: all 201, one version", async () => {
    const name = aChartName();
    const chart = await aChartPush(name, "1.0.0");
    const replies = await Promise.all(
      Array.from({ length: 32 }, () => helmPush(registry, `charts/${name}`, chart)),
    );
    expect(replies.map((reply) => reply.status)).toEqual(replies.map(() => 201));
    expect(await db().version.count({ where: { artifact: { name, orgId: registry.org.id } } })).toBe(1);
  });

  it("OCI-101 CL-9: the tag of a signature may be overwritten and deleted while what it signs is here", async () => {
    const { repository, chart } = await aPublished();
    await registry.push(repository, "{}");
    const tag = `${chart.digest.replace(":", "-")}.sig`;
    const one = anImage([], { annotations: { at: "1" } });
    const two = anImage([], { annotations: { at: "2" } });
    expect((await put(repository, tag, one)).status).toBe(201);
    expect((await put(repository, tag, two)).status).toBe(201);
    expect((await get(`/v2/${repository}/manifests/${tag}`)).body.toString()).toBe(two);
    expect(json(await get(`/v2/${repository}/tags/list`))).toMatchObject({ tags: ["1.0.0", tag] });
    expect((await registry.ask("DELETE", `/v2/${repository}/manifests/${tag}`)).status).toBe(202);
    const foreign = `sha256-${"0".repeat(64)}.sig`;
    expect((await put(repository, foreign, one)).status).toBe(400);
    expect((await put(repository, `sha256-${"0".repeat(70)}`, one)).status).toBe(400);
  });

  it("OCI-102 S4 ROLE-10: tag, manifest and parts of a version are 405 without DELETE in Allow; unknown is 404", async () => {
    const { repository, chart } = await aPublished();
    const paths = [
      `manifests/1.0.0`,
      `manifests/${chart.digest}`,
      `manifests/${digestOf(chart.body, "sha512")}`,
      `blobs/${digestOf(chart.archive)}`,
      `blobs/${digestOf(chart.config)}`,
    ];
    for (const path of paths) {
      const reply = await registry.ask("DELETE", `/v2/${repository}/${path}`);
      expect([path, reply.status, errorOf(reply)?.code, errorOf(reply)?.message]).toEqual([
        path,
        405,
        "UNSUPPORTED",
        "published versions cannot be deleted; deprecate or yank instead",
      ]);
      expect(reply.headers.allow).not.toContain("DELETE");
      expect((await get(`/v2/${repository}/${path}`)).status).toBe(200);
    }
    for (const path of [`manifests/9.9.9`, `manifests/${digestOf("x")}`, `blobs/${digestOf("x")}`])
      expect((await registry.ask("DELETE", `/v2/${repository}/${path}`)).status).toBe(404);
  });

  it("OCI-103: a referrer and an untagged manifest of no version may be deleted", async () => {
    const { repository, chart } = await aPublished();
    await registry.push(repository, "{}");
    const referrer = anImage([], { subject: descriptor(chart.body, IMAGE) });
    const untagged = anImage([], { annotations: { un: "tagged" } });
    for (const body of [referrer, untagged]) {
      expect((await put(repository, digestOf(body), body)).status).toBe(201);
      expect((await registry.ask("DELETE", `/v2/${repository}/manifests/${digestOf(body)}`)).status).toBe(
        202,
      );
      expect((await get(`/v2/${repository}/manifests/${digestOf(body)}`)).status).toBe(404);
    }
  });

  it("OCI-91: several version tags at once are refused whole", async () => {
    const name = aChartName();
    const chart = await aChartPush(name, "1.0.0");
    await registry.push(`charts/${name}`, chart.config);
    await registry.push(`charts/${name}`, chart.archive);
    const two = await put(`charts/${name}`, `${chart.digest}?tag=1.0.0&tag=1.0.1`, chart.body);
    expect(two.status).toBe(400);
    const one = await put(`charts/${name}`, `${chart.digest}?tag=1.0.0`, chart.body);
    expect([one.status, one.headers["oci-tag"]]).toEqual([201, "1.0.0"]);
    expect(json(await get(`/v2/charts/${name}/tags/list`))).toMatchObject({ tags: ["1.0.0"] });
  });
});

describe("who sees it", () => {
  it("OCI-31 OCI-25 OCI-27: without credentials only what is public, and only its reads", async () => {
    const fresh = await aRegistry();
    try {
      const publicOrg = await db().org.update({
        where: { id: fresh.org.id },
        data: { slug: "default" },
        select: { id: true },
      });
      expect(publicOrg.id).toBe(fresh.org.id);
      const name = aChartName();
      const chart = await aChartPush(name, "1.0.0");
      await helmPush(fresh, `charts/${name}`, chart);
      const stranger = (method: string, path: string, token: string | null = null) =>
        fresh.ask(method, path, { token });
      const reads = [
        `/v2/charts/${name}/manifests/1.0.0`,
        `/v2/charts/${name}/tags/list`,
        `/v2/charts/${name}/blobs/${digestOf(chart.archive)}`,
        `/v2/charts/${name}/referrers/${chart.digest}`,
        `/v2/default/charts/${name}/tags/list`,
      ];
      const missing = await stranger("GET", "/v2/charts/no-such-chart/tags/list");
      for (const path of reads) {
        const reply = await stranger("GET", path);
        expect([reply.status, reply.body.toString(), reply.headers["www-authenticate"]]).toEqual([
          401,
          missing.body.toString(),
          missing.headers["www-authenticate"],
        ]);
      }
      await db().artifact.updateMany({
        where: { name, orgId: fresh.org.id },
        data: { visibility: "public" },
      });
      for (const path of reads) expect([path, (await stranger("GET", path)).status]).toEqual([path, 200]);
      expect((await stranger("GET", `/v2/charts/${name}/tags/list`, "crt_wrong")).status).toBe(401);
      expect((await stranger("POST", `/v2/charts/${name}/blobs/uploads/`)).status).toBe(401);
      expect((await stranger("DELETE", `/v2/charts/${name}/manifests/1.0.0`)).status).toBe(401);
      expect((await stranger("GET", "/v2/")).status).toBe(401);
      expect((await stranger("GET", "/v2/plain/x/tags/list")).status).toBe(401);
      const viaOther = await registry.ask("GET", `/v2/default/charts/${name}/tags/list`, { token: null });
      expect(viaOther.status).toBe(200);
    } finally {
      await fresh.close();
    }
  });

  it("OCI-131: what helm pushed is served exactly as it came, under its own types", async () => {
    const { repository, chart } = await aPublished();
    const manifest = json(await get(`/v2/${repository}/manifests/1.0.0`)) as {
      config: { mediaType: string };
      layers: { mediaType: string; digest: string }[];
    };
    expect([manifest.config.mediaType, manifest.layers[0]?.mediaType]).toEqual([
      HELM_CONFIG_TYPE,
      HELM_LAYER_TYPE,
    ]);
    const layer = await get(`/v2/${repository}/blobs/${manifest.layers[0]?.digest}`);
    expect(layer.body.equals(chart.archive)).toBe(true);
  });
});
