import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { deleteArtifact } from "#lib/catalog/delete-artifact.ts";
import { aDraft, anArtifact, aViewer, withRole } from "#lib/catalog/fixtures.ts";
import { publishFromDraft } from "#lib/catalog/publish-from-draft.ts";
import { db } from "#lib/db/database.ts";
import { listenAlone } from "#lib/db/fixtures.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import {
  aChartPush,
  aName,
  anImage,
  aRegistry,
  aToken,
  descriptor,
  digestOf,
  helmPush,
  IMAGE,
  INDEX,
  type RegistryFixture,
  someBytes,
} from "#lib/oci/fixtures.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import type { BlobStore } from "#lib/storage/types.ts";
import { collectUnused } from "./collect.ts";
import { anOwnStore, tamper } from "./fixtures.ts";
import { verifyEverything } from "./verify.ts";

let registry: RegistryFixture;
let store: BlobStore;
let root: string;
beforeAll(async () => {
  ({ root, store } = await anOwnStore());
  // As in a server: what was asked is kept in memory until a change is announced, so staleness would show here.
  listenAlone();
  registry = await aRegistry();
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await registry.close();
  await rm(root, { recursive: true, force: true });
});

const HOUR_MS = 3_600_000;
const now = { graceMs: 0, namingMs: -60_000, isDryRun: false };
const collect = () => collectUnused(now);
const wholeness = async () => (await verifyEverything()).faults;

const putTo = (name: string, reference: string, body: string, type = IMAGE, token = registry.token) =>
  registry.ask("PUT", `/v2/${name}/manifests/${reference}`, {
    token,
    body,
    headers: { "content-type": type },
  });
const statusOf = async (path: string) => (await registry.ask("GET", path)).status;
const manifestIsThere = async (name: string, reference: string) =>
  (await statusOf(`/v2/${name}/manifests/${reference}`)) === 200;
const blobIsThere = async (name: string, digest: string) =>
  (await statusOf(`/v2/${name}/blobs/${digest}`)) === 200;

/** An image with one layer of its own, under this tag or only under its digest. */
async function anImageIn(name: string, tag: string | null, over: Record<string, unknown> = {}) {
  const layer = someBytes(100);
  await registry.push(name, "{}");
  const { digest: layerDigest } = await registry.push(name, layer);
  const body = anImage([layer], over);
  const digest = digestOf(body);
  expect((await putTo(name, tag ?? digest, body)).status).toBe(201);
  return { body, digest, layerDigest };
}

const anIndex = (children: { body: string }[], over: Record<string, unknown> = {}) =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: children.map(({ body }) => descriptor(body, body.includes(INDEX) ? INDEX : IMAGE)),
    ...over,
  });

const repositoryIdOf = async (name: string) =>
  (await db().ociRepository.findFirstOrThrow({ where: { name }, select: { id: true } })).id;
/** Everything in this repository was there a month ago. */
async function makeOld(name: string): Promise<void> {
  const id = await repositoryIdOf(name);
  for (const table of ["OciManifest", "OciBlobLink"])
    await tamper(
      `UPDATE "${table}" SET "createdAt" = now() - interval '30 days' WHERE "repositoryId" = '${id}'`,
    );
}

describe("what a collection takes", () => {
  it("API-20: what was taken is in the audit log of its organization, and nothing where nothing went", async () => {
    const name = aName();
    await anImageIn(name, null);
    await makeOld(name);
    await collect();
    const rows = () =>
      db().auditEvent.findMany({
        where: { orgId: registry.org.id, action: "repository.collected", subjectName: name },
        select: { actorKind: true, subjectKind: true, details: true },
      });
    const taken = { actorKind: "system", subjectKind: "repository", details: { manifests: 1, blobs: 2 } };
    expect(await rows()).toEqual([taken]);
    await collect();
    expect(await rows()).toEqual([taken]);
  });

  it("GL-17: an untagged manifest with its blobs goes after the grace, its bytes are freed, the tagged one stays", async () => {
    const name = aName();
    const kept = await anImageIn(name, "v1");
    const unused = await anImageIn(name, null);
    const { digest: unlinked } = await registry.push(name, someBytes(500));
    await makeOld(name);
    const inGrace = await collectUnused({ ...now, graceMs: 31 * 24 * HOUR_MS });
    expect(inGrace.counts).toMatchObject({ manifests: 0, links: 0, blobs: 0 });

    await tamper(`UPDATE "Blob" SET "createdAt" = now() - interval '30 days'`);
    const expected = await collectUnused({ ...now, graceMs: HOUR_MS, isDryRun: true });
    expect(await manifestIsThere(name, unused.digest)).toBe(true);
    const report = await collectUnused({ ...now, graceMs: HOUR_MS });
    expect(report).toEqual(expected);
    expect(report.repositories).toContainEqual({ orgId: registry.org.id, name, manifests: 1, links: 2 });
    expect(report.freedBytes).toBeGreaterThanOrEqual(600);
    expect(await manifestIsThere(name, unused.digest)).toBe(false);
    for (const digest of [unused.layerDigest, unlinked]) {
      expect(await blobIsThere(name, digest)).toBe(false);
      expect(await store.has(digestSchema.parse(digest))).toBe(false);
    }
    expect(await manifestIsThere(name, "v1")).toBe(true);
    expect(await blobIsThere(name, kept.layerDigest)).toBe(true);
    expect(await wholeness()).toEqual([]);
  });

  it("a manifest that just lost its tag, or was pushed again, keeps its grace however old it is", async () => {
    const name = aName();
    const moved = await anImageIn(name, "latest");
    const deleted = await anImageIn(name, "old");
    const again = await anImageIn(name, null);
    const unused = await anImageIn(name, null);
    await makeOld(name);
    await anImageIn(name, "latest");
    await registry.ask("DELETE", `/v2/${name}/manifests/old`);
    await putTo(name, again.digest, again.body);
    await collectUnused({ ...now, graceMs: HOUR_MS });
    for (const { digest } of [moved, deleted, again]) expect(await manifestIsThere(name, digest)).toBe(true);
    expect(await manifestIsThere(name, unused.digest)).toBe(false);
  });

  it("X8: keeps children of living indexes and referrers of living subjects, however deep; takes what hangs on nothing", async () => {
    const name = aName();
    const child = await anImageIn(name, null);
    let nested = { body: anIndex([child]) };
    for (let depth = 0; depth < 50; depth += 1) {
      expect((await putTo(name, digestOf(nested.body), nested.body, INDEX)).status).toBe(201);
      nested = { body: anIndex([nested], { annotations: { depth: String(depth) } }) };
    }
    expect((await putTo(name, "nested", nested.body, INDEX)).status).toBe(201);
    const subject = await anImageIn(name, "subject");
    const signature = await anImageIn(name, null, { subject: descriptor(subject.body, IMAGE) });
    const ofSignature = await anImageIn(name, null, { subject: descriptor(signature.body, IMAGE) });
    const ofChild = await anImageIn(name, null, { subject: descriptor(child.body, IMAGE) });
    const bySha512 = await anImageIn(name, null, {
      subject: { ...descriptor(subject.body, IMAGE), digest: digestOf(subject.body, "sha512") },
    });
    const orphan = await anImageIn(name, null);
    const ofOrphan = await anImageIn(name, null, { subject: descriptor(orphan.body, IMAGE) });
    const ofNothing = await anImageIn(name, null, { subject: descriptor("nothing", IMAGE) });
    await collect();
    for (const { digest } of [child, signature, ofSignature, ofChild, bySha512])
      expect(await manifestIsThere(name, digest)).toBe(true);
    for (const { digest } of [orphan, ofOrphan, ofNothing])
      expect(await manifestIsThere(name, digest)).toBe(false);
    expect(await wholeness()).toEqual([]);
  });

  it("X8: ends at circles, and takes time in proportion for 10,000 children", async () => {
    const circle = aName();
    await registry.push(circle, "{}");
    const circleId = await repositoryIdOf(circle);
    /** Rows as manifests make them: number `at` names `names(at)` as its part and `about(at)` as its subject. */
    const insertRows = (id: string, count: number, names: string, about: string) =>
      tamper(`WITH m AS (INSERT INTO "OciManifest" ("repositoryId", "digest", "mediaType", "body", "sizeBytes", "subjectDigest", "createdAt")
        SELECT '${id}', 'sha256:' || lpad(at::text, 64, '0'), '${INDEX}', '', 0, ${about}, now() - interval '30 days'
        FROM generate_series(1, ${count}) AS at)
        INSERT INTO "OciManifestPart" SELECT '${id}', 'sha256:' || lpad(at::text, 64, '0'), 'sha256:' || lpad((${names})::text, 64, '0')
        FROM generate_series(1, ${count}) AS at`);
    await insertRows(
      circleId,
      100,
      "at % 100 + 1",
      "'sha256:' || lpad(((at + 49) % 100 + 1)::text, 64, '0')",
    );
    const manifestsOf = (id: string) => db().ociManifest.count({ where: { repositoryId: id } });
    await db().ociTag.create({
      data: { repositoryId: circleId, tag: "a", digest: `sha256:${"1".padStart(64, "0")}` },
      select: { tag: true },
    });
    await collectUnused({ ...now, graceMs: HOUR_MS });
    expect(await manifestsOf(circleId)).toBe(100);
    await tamper(`DELETE FROM "OciTag" WHERE "repositoryId" = '${circleId}'`);
    await collectUnused({ ...now, graceMs: HOUR_MS });
    expect(await manifestsOf(circleId)).toBe(0);

    const large = aName();
    await registry.push(large, "{}");
    const largeId = await repositoryIdOf(large);
    await insertRows(largeId, 10_000, "CASE at WHEN 1 THEN 1 ELSE at END", "NULL");
    const root = `sha256:${"1".padStart(64, "0")}`;
    await tamper(`INSERT INTO "OciManifestPart" SELECT '${largeId}', '${root}', 'sha256:' || lpad(at::text, 64, '0')
      FROM generate_series(2, 10000) AS at`);
    await db().ociTag.create({
      data: { repositoryId: largeId, tag: "a", digest: root },
      select: { tag: true },
    });
    const startedAt = performance.now();
    await collectUnused({ ...now, graceMs: HOUR_MS });
    expect(await manifestsOf(largeId)).toBe(10_000);
    await tamper(`DELETE FROM "OciTag" WHERE "repositoryId" = '${largeId}'`);
    await collectUnused({ ...now, graceMs: HOUR_MS });
    expect(await manifestsOf(largeId)).toBe(0);
    // Both together take about a second; where each child were compared with each other it would be minutes.
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });

  it("CL-2, OCI-98: takes what a refused helm push left, never a version nor its content under another digest", async () => {
    const repository = "charts/collected";
    const first = await aChartPush("collected", "1.0.0");
    expect((await helmPush(registry, repository, first)).status).toBe(201);
    const again = await aChartPush("collected", "1.0.0", { annotations: { at: "later" } });
    expect((await helmPush(registry, repository, again)).status).toBe(201);
    const other = await aChartPush("collected", "1.0.0", { content: "other" });
    expect((await helmPush(registry, repository, other)).status).toBe(409);
    await collect();
    expect(await manifestIsThere(repository, first.tag)).toBe(true);
    expect(await manifestIsThere(repository, again.digest)).toBe(true);
    expect(await manifestIsThere(repository, other.digest)).toBe(false);
    expect(await blobIsThere(repository, digestOf(first.archive))).toBe(true);
    expect(await store.has(digestSchema.parse(digestOf(other.archive)))).toBe(false);
    expect(await wholeness()).toEqual([]);
  });

  it("X9: a layer that two organizations hold stays one copy; one loses it, the other keeps it, no right crosses", async () => {
    const other = await anOrganization();
    const name = aName();
    const layer = someBytes(2000);
    const digest = digestSchema.parse(digestOf(layer));
    const mine = await anImageIn(name, "a");
    await registry.push(name, layer);
    const theirs = await aToken(other);
    const path = (slug: string) => `/v2/${slug}/${name}/blobs/${digest}`;
    const push = await registry.ask("POST", `/v2/${other.slug}/${name}/blobs/uploads/?digest=${digest}`, {
      token: theirs,
      body: layer,
    });
    await registry.ask("POST", `/v2/${other.slug}/${name}/blobs/uploads/?digest=${digestOf("{}")}`, {
      token: theirs,
      body: "{}",
    });
    expect(push.status).toBe(201);
    const body = anImage([layer]);
    const tagged = await registry.ask("PUT", `/v2/${other.slug}/${name}/manifests/v1`, {
      token: theirs,
      body,
      headers: { "content-type": IMAGE },
    });
    expect(tagged.status).toBe(201);
    await collect();
    expect(await blobIsThere(name, digest)).toBe(false);
    expect(await blobIsThere(name, mine.layerDigest)).toBe(true);
    expect((await registry.ask("GET", path(other.slug), { token: theirs })).status).toBe(200);
    expect((await registry.ask("GET", path(other.slug))).status).not.toBe(200);
    let copies = 0;
    for await (const one of store.digests()) if (one === digest) copies += 1;
    expect(copies).toBe(1);
  });

  it("drafts, commits and versions keep their files; a draft that is deleted with its artifact lets go of them", async () => {
    const by = await aViewer({ role: "admin" });
    const { ref, facts } = await anArtifact({ by });
    const text = `only: ${ref.name}\n`;
    const chart = `apiVersion: v2\nname: ${ref.name}\nversion: 1.0.0\n`;
    await aDraft(by, facts, { "Chart.yaml": chart, "values.yaml": "first: version\n", "old.txt": text });
    const { commit } = await aDraft(by, facts, { "Chart.yaml": chart, "values.yaml": text });
    await publishFromDraft(by, ref, {
      version: versionTagSchema.parse("1.0.0"),
      draftCommit: commit,
      acknowledge: ["warnings"],
    });
    const doomed = await anArtifact({ by });
    const secret = `gone: ${doomed.ref.name}\n`;
    await aDraft(by, doomed.facts, { "values.yaml": secret });
    const bytesOf = (content: string) => digestSchema.parse(digestOf(content));
    await collect();
    for (const content of [text, secret, chart, "first: version\n"])
      expect(await store.has(bytesOf(content))).toBe(true);
    await deleteArtifact(withRole(by, "admin"), doomed.ref);
    const report = await collect();
    expect(report.counts.trees).toBe(1);
    expect(await store.has(bytesOf(secret))).toBe(false);
    expect(await store.has(bytesOf(text))).toBe(true);
    expect(await wholeness()).toEqual([]);
    // The same content is a new draft's as any other.
    const reborn = await anArtifact({ by });
    await aDraft(by, reborn.facts, { "values.yaml": secret });
    await collect();
    expect(await store.has(bytesOf(secret))).toBe(true);
  });

  it("bytes that nobody has named yet stay for ten minutes, whatever the grace; then they are a crash's", async () => {
    const { digest } = await store.put(someBytes(300));
    await collectUnused({ graceMs: 0, isDryRun: false });
    expect(await store.has(digest)).toBe(true);
    await collect();
    expect(await store.has(digest)).toBe(false);
  });
});
