import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/types.ts";
import { aRef, aStranger, aViewer } from "#lib/catalog/fixtures.ts";
import { getVersion } from "#lib/catalog/get-version.ts";
import { markVersion } from "#lib/catalog/mark-version.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { aMember, anOrganization } from "#lib/organization/fixtures.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { blobPath } from "#lib/storage/paths.ts";
import { deleteHeld } from "./delete-held.ts";
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
  type RegistryFixture,
} from "./fixtures.ts";
import { getHeld } from "./get-held.ts";
import { listEntriesWithTags, listUntagged } from "./list-entries.ts";
import { countContents, getRepository, listRepositories } from "./list-repositories.ts";
import { publishChart } from "./publish-chart.ts";
import { browseEntriesSchema, browseRepositoriesSchema } from "./schema.ts";

let registry: RegistryFixture;
let viewer: Viewer;
beforeAll(async () => {
  registry = await aRegistry();
  viewer = await aMember(registry.org, "member");
});
afterAll(() => registry.close());

const IMAGE_CONFIG = "application/vnd.oci.image.config.v1+json";
const config = JSON.stringify({ os: "linux", architecture: "amd64", created: "2026-01-02T03:04:05Z" });
const repositories = (over: object = {}, by = viewer) =>
  listRepositories(by, browseRepositoriesSchema.parse(over));
const tags = (name: string, over: object = {}, by = viewer) =>
  listEntriesWithTags(by, name, browseEntriesSchema.parse(over));
const untagged = (name: string, over: object = {}) =>
  listUntagged(viewer, name, browseEntriesSchema.parse(over));

async function put(name: string, reference: string, body: string, type = IMAGE): Promise<string> {
  const reply = await registry.ask("PUT", `/v2/${name}/manifests/${reference}`, {
    body,
    headers: { "content-type": type },
  });
  expect(reply.status).toBe(201);
  return digestOf(body);
}

/** An image with a config that says what it is; another layer makes another manifest. */
async function pushImage(name: string, tag: string | null, layer = crypto.randomUUID()): Promise<string> {
  await registry.push(name, config);
  await registry.push(name, layer);
  const body = anImage([layer], { config: descriptor(config, IMAGE_CONFIG) });
  return put(name, tag ?? digestOf(body), body);
}

async function refusalOf(deed: Promise<unknown>) {
  const error = await deed.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return isProblem(error) ? { code: error.code, message: error.message } : error;
}

describe("the list of repositories", () => {
  it("GL-1 GL-4: shows charts and images of one project side by side, told apart by media type, with counts and size", async () => {
    const word = aName("p").slice(2);
    const image = await pushImage(`${word}/api`, "1.0.0", "0123456789");
    const chart = await aChartPush("api", "1.0.0+b5");
    expect((await helmPush(registry, `charts/${word}/api`, chart)).status).toBe(201);
    const { items, total } = await repositories({ q: word });
    expect(total).toBe(2);
    expect(items).toMatchObject([
      {
        name: `charts/${word}/api`,
        contents: ["chart"],
        catalog: true,
        artifact: { kind: "chart", project: word, name: "api" },
        tagCount: 1,
      },
      { name: `${word}/api`, contents: ["image"], catalog: false, artifact: null, tagCount: 1 },
    ]);
    const manifest = await registry.ask("GET", `/v2/${word}/api/manifests/${image}`);
    expect(items[1]?.size).toBe(manifest.body.length + config.length + 10);
    expect((await repositories({ q: word, content: "image" })).items.map((one) => one.name)).toEqual([
      `${word}/api`,
    ]);
    expect((await countContents(viewer)).of.chart).toBeGreaterThan(0);
  });

  it.each(["name", "pushed", "tags", "size"])(
    "goes on after a page, sorted by %s, in both orders",
    async (sort) => {
      const word = aName("q").slice(2);
      for (const letter of ["a", "b", "c"]) await pushImage(`${word}/${letter}`, "1", letter.repeat(9));
      await pushImage(`${word}/b`, "2");
      for (const order of ["asc", "desc"]) {
        const all = (await repositories({ q: word, sort, order })).items.map((one) => one.name);
        const seen: string[] = [];
        let cursor: string | null | undefined;
        do {
          const page = await repositories({ q: word, sort, order, limit: 1, ...(cursor ? { cursor } : {}) });
          expect(page.total).toBe(3);
          seen.push(...page.items.map((one) => one.name));
          cursor = page.nextCursor;
        } while (cursor);
        expect(seen).toEqual(all);
        expect(new Set(seen).size).toBe(3);
        const second = await repositories({ q: word, sort, order, limit: 1, page: 2 });
        expect(second.items.map((one) => one.name)).toEqual([all[1]]);
      }
    },
  );

  it("promise 4: what one may not pull is not in the list, not counted and not at its address", async () => {
    const name = aName("secret");
    await pushImage(name, "1");
    const other = await aMember(await anOrganization(), "owner");
    const stranger = aStranger(viewer);
    const token = await aViewer({ orgId: registry.org.id, pattern: "elsewhere/**", registryScope: "pull" });
    for (const by of [other, stranger, token]) {
      expect((await repositories({ q: name }, by)).total).toBe(0);
      for (const asked of [name, "nothing/here"]) {
        expect(await refusalOf(getRepository(by, asked))).toEqual({
          code: "repository_unknown",
          message: asked,
        });
        expect(await refusalOf(tags(asked, {}, by))).toEqual({ code: "repository_unknown", message: asked });
        expect(await refusalOf(getHeld(by, asked, "1"))).toMatchObject({ code: "repository_unknown" });
      }
    }
    expect((await countContents(other)).all).toBe(0);
    expect((await repositories({ q: name })).total).toBe(1);
  });

  it("a stranger sees the repositories of public artifacts, and no plain one", async () => {
    const chart = await aChartPush("app", "1.0.0");
    const project = aName("x").slice(2);
    await helmPush(registry, `charts/${project}/app`, chart);
    const stranger = aStranger(viewer);
    expect((await repositories({ q: project }, stranger)).total).toBe(0);
    await db().artifact.updateMany({
      where: { orgId: registry.org.id, project },
      data: { visibility: "public" },
    });
    const { items } = await repositories({ q: project }, stranger);
    expect(items).toMatchObject([{ permissions: { delete: false, publish: false } }]);
    expect((await tags(`charts/${project}/app`, {}, stranger)).items).toHaveLength(1);
  });
});

describe("the tags of a repository", () => {
  it("GL-4 GL-9: reference with host and port, name, version, digest, size of config and layers, created, publisher", async () => {
    const name = `${aName("dots.and")}/v1.x`;
    const digest = await pushImage(name, "1.0.0_a", "0123456789");
    const { items, total } = await tags(name);
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      tag: "1.0.0_a",
      // Not a chart's: nothing says that its underscore was a plus.
      version: "1.0.0_a",
      reference: `localhost:3000/${name}:1.0.0_a`,
      digestReference: `localhost:3000/${name}@${digest}`,
      digest,
      content: "image",
      size: config.length + 10,
      createdAt: "2026-01-02T03:04:05.000Z",
      publisher: { kind: "registry-token", name: "test" },
      deletable: true,
      problem: null,
    });
  });

  it("GL-5 NB-17 OCI-4: a chart's tag shows Chart.yaml's facts and its true version, in plain and in catalog repositories", async () => {
    const chart = await aChartPush("app", "1.0.0+b5");
    const facts = {
      apiVersion: "v2",
      name: "app",
      version: "1.0.0+b5",
      appVersion: 2.1,
      description: "Serves",
      maintainers: [{ name: "Ada" }],
      dependencies: [{ name: "redis", version: "1.x", repository: "https://charts.example.test" }],
    };
    const rich = JSON.stringify(facts);
    const plain = aName("helm");
    await registry.push(plain, chart.archive);
    await registry.push(plain, rich);
    const body = JSON.parse(chart.body);
    body.config = descriptor(rich, body.config.mediaType);
    await put(plain, "1.0.0_b5", JSON.stringify(body));
    const entry = (await tags(plain)).items[0];
    expect(entry).toMatchObject({
      tag: "1.0.0_b5",
      version: "1.0.0+b5",
      differs: false,
      name: "app",
      content: "chart",
    });
    expect(entry?.chart).toMatchObject({
      appVersion: "2.1",
      description: "Serves",
      maintainers: ["Ada"],
      dependencies: [{ name: "redis", version: "1.x", repository: "https://charts.example.test" }],
    });
    const project = aName("y").slice(2);
    await helmPush(registry, `charts/${project}/app`, chart);
    expect((await tags(`charts/${project}/app`)).items[0]).toMatchObject({
      version: "1.0.0+b5",
      published: "1.0.0+b5",
      deletable: false,
      publisher: { kind: "registry-token", name: "test" },
    });
  });

  it("NB-6: a version that was yanked stays in its repository, and says so", async () => {
    const project = aName("w").slice(2);
    await helmPush(registry, `charts/${project}/app`, await aChartPush("app", "1.0.0"));
    const admin = await aMember(registry.org, "admin");
    const ref = aRef("chart", `${project}/app`);
    expect((await tags(`charts/${project}/app`)).items).toMatchObject([{ lifecycle: "active" }]);
    await markVersion(admin, ref, versionTagSchema.parse("1.0.0"), { state: "yanked", reason: "It leaks." });
    expect((await tags(`charts/${project}/app`)).items).toMatchObject([
      { tag: "1.0.0", lifecycle: "yanked" },
    ]);
  });

  it("GL-8: a tag that differs from the chart's version is shown with both", async () => {
    const name = aName("helm");
    const chart = await aChartPush("app", "1.2.3");
    expect((await helmPush(registry, name, chart, { tag: "stable" })).status).toBe(201);
    expect((await tags(name)).items[0]).toMatchObject({
      tag: "stable",
      version: "stable",
      differs: true,
      chart: { version: "1.2.3" },
    });
  });

  it("GL-4: signatures and SBOMs stand under what they speak of, by subject and by tag; one whose subject is gone is a row", async () => {
    const name = aName("signed");
    const digest = await pushImage(name, "1");
    const subject = { mediaType: IMAGE, digest, size: 1 };
    await registry.push(name, "{}");
    const sbom = anImage([], { subject, artifactType: "application/spdx+json" });
    await put(name, digestOf(sbom), sbom);
    await registry.push(name, "payload");
    const signature = anImage(["payload"], {
      config: descriptor(config, IMAGE_CONFIG),
      layers: [descriptor("payload", "application/vnd.dev.cosign.simplesigning.v1+json")],
    });
    await put(name, `${digest.replace(":", "-")}.sig`, signature);
    const orphan = `sha256-${"a".repeat(64)}.sig`;
    await put(name, orphan, signature);
    const { items, total } = await tags(name, { sort: "tag" });
    expect(total).toBe(2);
    expect(items.map((one) => one.tag)).toEqual(["1", orphan]);
    expect(items[0]?.attachedCount).toBe(2);
    expect(items[0]?.attached.map(({ what, tag }) => [what, tag === null]).sort()).toEqual([
      ["sbom", true],
      ["signature", false],
    ]);
    expect((await getRepository(viewer, name)).contents).toEqual(["image", "attached"]);
    expect((await untagged(name)).total).toBe(0);
  });

  it("GL-4: an index shows its platforms and weighs what its parts weigh; its parts are no untagged manifests", async () => {
    const name = aName("multi");
    const [amd, arm, alone] = [
      await pushImage(name, null, "amd64-layer"),
      await pushImage(name, null, "arm64-layer"),
      await pushImage(name, null, "alone"),
    ];
    const index = JSON.stringify({
      schemaVersion: 2,
      mediaType: INDEX,
      manifests: [
        { mediaType: IMAGE, digest: amd, size: 1, platform: { os: "linux", architecture: "amd64" } },
        {
          mediaType: IMAGE,
          digest: arm,
          size: 1,
          platform: { os: "linux", architecture: "arm64", variant: "v8" },
        },
      ],
    });
    await put(name, "1", index, INDEX);
    expect((await tags(name)).items[0]).toMatchObject({
      content: "image",
      platforms: [
        { name: "linux/amd64", digest: amd },
        { name: "linux/arm64/v8", digest: arm },
      ],
      size: config.length + "amd64-layer".length + "arm64-layer".length,
    });
    expect((await untagged(name)).items).toMatchObject([{ digest: alone, tag: null }]);
  });

  it("GL-4: what cannot be read is a row with its cause, beside the others", async () => {
    const name = aName("broken");
    await pushImage(name, "good");
    const { id } = await db().ociRepository.findFirstOrThrow({ where: { name }, select: { id: true } });
    const body = Buffer.from("{ this is no manifest");
    const digest = `sha256:${createHash("sha256").update(body).digest("hex")}`;
    await db().ociManifest.create({
      data: { repositoryId: id, digest, mediaType: IMAGE, body, sizeBytes: body.length },
    });
    await db().ociTag.create({ data: { repositoryId: id, tag: "bad", digest } });
    const lost = JSON.stringify({ apiVersion: "v2", name: "app", version: "9.9.9" });
    await registry.push(name, lost);
    await put(
      name,
      "lost",
      anImage([], { config: descriptor(lost, "application/vnd.cncf.helm.config.v1+json") }),
    );
    await rm(blobPath(env().BLOB_STORE, digestSchema.parse(digestOf(lost))));
    const found = (await tags(name, { sort: "tag" })).items;
    expect(found.map((one) => one.tag)).toEqual(["bad", "good", "lost"]);
    expect(found[0]?.problem).toContain("The manifest cannot be read");
    expect(found[1]?.problem).toBeNull();
    expect(found[2]?.problem).toContain("cannot be read from the store");
    const held = await getHeld(viewer, name, "bad");
    expect(held).toMatchObject({ manifest: "{ this is no manifest", layers: [], tags: ["bad"] });
  });

  it("finds by part of the tag or beginning of the digest, and goes on after a page", async () => {
    const name = aName("many");
    const digests: string[] = [];
    for (const tag of ["1.0", "1.1", "2.0"]) digests.push(await pushImage(name, tag));
    expect((await tags(name, { q: "1." })).total).toBe(2);
    expect((await tags(name, { q: "%" })).total).toBe(0);
    expect((await tags(name, { q: digests[2]?.slice(0, 20) })).items).toMatchObject([{ tag: "2.0" }]);
    const first = await tags(name, { sort: "tag", limit: 2 });
    const rest = await tags(name, { sort: "tag", limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...rest.items].map((one) => one.tag)).toEqual(["1.0", "1.1", "2.0"]);
    expect(rest.nextCursor).toBeNull();
    expect((await tags(name, { page: 9 })).total).toBe(3);
  });
});

describe("publishing a chart of a plain repository", () => {
  it("GL-6 GL-19: publishes the same bytes, once; other bytes are refused, and the audit log says who did it", async () => {
    const plain = aName("payments/helm");
    const project = aName("z").slice(2);
    const chart = await aChartPush("app", "1.0.0+b5");
    expect((await helmPush(registry, plain, chart, { tag: "latest" })).status).toBe(201);
    const input = { reference: "latest", project: aRef("chart", `${project}/app`).project };
    const made = await publishChart(viewer, plain, input);
    expect(made).toMatchObject({ kind: "published", version: { version: "1.0.0+b5", via: "portal" } });
    const version = await getVersion(viewer, made.ref, "1.0.0+b5");
    expect([version.packageDigest, version.manifestDigest]).toEqual([digestOf(chart.archive), chart.digest]);
    const pulled = await registry.ask("GET", `/v2/charts/${project}/app/blobs/${digestOf(chart.archive)}`);
    expect(pulled.body.equals(chart.archive)).toBe(true);
    expect((await publishChart(viewer, plain, input)).kind).toBe("unchanged");
    const other = await aChartPush("app", "1.0.0+b5", { content: "other" });
    await helmPush(registry, plain, other, { tag: "other" });
    expect(await refusalOf(publishChart(viewer, plain, { ...input, reference: "other" }))).toMatchObject({
      code: "version_exists",
    });
    const events = await db().auditEvent.findMany({
      where: { orgId: registry.org.id, action: "version.published", subjectName: `${project}/app` },
    });
    expect(events.map((one) => one.actorId)).toEqual([viewer.actor.id]);
  });

  it("GL-6: by the gates of a push: another name in the archive, no chart, no right", async () => {
    const plain = aName("payments/helm");
    const chart = await aChartPush("app", "1.0.0");
    const lies = JSON.stringify({ apiVersion: "v2", name: "other", version: "1.0.0" });
    await helmPush(registry, plain, chart);
    await registry.push(plain, lies);
    const body = JSON.parse(chart.body);
    await put(plain, "lies", JSON.stringify({ ...body, config: descriptor(lies, body.config.mediaType) }));
    await pushImage(plain, "image");
    const refusals = [];
    for (const reference of ["lies", "image", "missing", "..."])
      refusals.push(await refusalOf(publishChart(viewer, plain, { reference, project: null })));
    expect(refusals).toMatchObject([
      { code: "chart_invalid" },
      { code: "manifest_invalid" },
      { code: "manifest_unknown" },
      { code: "manifest_unknown" },
    ]);
    const reader = await aMember(registry.org, "viewer");
    const project = aRef("chart", `${aName("n").slice(2)}/app`).project;
    const wish = { reference: "1.0.0", project };
    expect(await refusalOf(publishChart(reader, plain, wish))).toMatchObject({ code: "role_missing" });
    expect((await repositories({ q: project ?? "" })).total).toBe(0);
    const foreign = await aMember(await anOrganization(), "owner");
    expect(await refusalOf(publishChart(foreign, plain, wish))).toMatchObject({ code: "repository_unknown" });
  });
});

describe("deleting from a repository", () => {
  it("GL-10: a member deletes tags and manifests of a plain repository, with an audit row; a viewer and a catalog version do not", async () => {
    const name = aName("plain");
    const digest = await pushImage(name, "1");
    await put(name, "2", (await registry.ask("GET", `/v2/${name}/manifests/1`)).body.toString());
    const reader = await aMember(registry.org, "viewer");
    expect(await refusalOf(deleteHeld(reader, name, "1", "tag"))).toMatchObject({ code: "role_missing" });
    await deleteHeld(viewer, name, "1", "tag");
    expect((await tags(name)).items.map((one) => one.tag)).toEqual(["2"]);
    expect(await refusalOf(deleteHeld(viewer, name, "1", "tag"))).toMatchObject({ code: "manifest_unknown" });
    await deleteHeld(viewer, name, digest, "manifest");
    expect(await refusalOf(tags(name))).toMatchObject({ code: "repository_unknown" });
    const events = await db().auditEvent.findMany({
      where: { orgId: registry.org.id, subjectName: name, actorId: viewer.actor.id },
      orderBy: { seq: "asc" },
    });
    expect(events.map((one) => one.action)).toEqual(["tag.deleted", "manifest.deleted"]);
    const chart = await aChartPush("app", "1.0.0");
    const project = aName("c").slice(2);
    await helmPush(registry, `charts/${project}/app`, chart);
    expect(await refusalOf(deleteHeld(viewer, `charts/${project}/app`, "1.0.0", "tag"))).toMatchObject({
      code: "version_immutable",
    });
  });
});
