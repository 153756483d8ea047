import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "#lib/db/database.ts";
import { aName, anImage, aRegistry, digestOf, IMAGE, INDEX, json, type RegistryFixture } from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  registry = await aRegistry();
});
afterAll(() => registry.close());

/** A repository with one manifest. */
async function aRepository() {
  const name = aName();
  await registry.push(name, "{}");
  const body = anImage([]);
  await registry.ask("PUT", `/v2/${name}/manifests/${digestOf(body)}`, {
    body,
    headers: { "content-type": IMAGE },
  });
  const { id } = await db().ociRepository.findFirstOrThrow({ where: { name }, select: { id: true } });
  return { name, id, digest: digestOf(body) };
}

/** Follows the links from page to page. @returns each page, and how many bytes the largest had */
async function pagesFrom(path: string) {
  const pages: unknown[] = [];
  let largest = 0;
  for (let next: string | undefined = path; next !== undefined; ) {
    const reply = await registry.ask("GET", next);
    expect(reply.status).toBe(200);
    pages.push(json(reply));
    largest = Math.max(largest, reply.body.length);
    const link: string | undefined = reply.headers.link?.toString();
    next = link?.match(/^<(\/v2\/[^>]*)>; rel="next"$/)?.[1];
    expect(next === undefined).toBe(link === undefined);
  }
  return { pages, largest };
}

it.each([
  ["10,000 tags", 10_050, (at: number) => `t${String(at).padStart(5, "0")}`, [10_000, 50]],
  ["1 MiB", 9000, (at: number) => `${String(at).padStart(5, "0")}${"t".repeat(123)}`, [8004, 996]],
])(
  "OCI-113: without n a page ends after %s, and its link leads to the rest",
  async (_what, count, tagOf, lengths) => {
    const { name, id, digest } = await aRepository();
    const tags = Array.from({ length: count }, (_, at) => tagOf(at));
    await db().ociTag.createMany({ data: tags.map((tag) => ({ repositoryId: id, tag, digest })) });
    const { pages, largest } = await pagesFrom(`/v2/${name}/tags/list`);
    const lists = pages as { tags: string[] }[]; // OCI-109.
    expect(lists.map((page) => page.tags.length)).toEqual(lengths);
    expect(lists.flatMap((page) => page.tags)).toEqual(tags);
    expect(largest).toBeLessThan(1024 * 1024 + 1000);
  },
);

it("OCI-118 OCI-119: referrers come in pages of 1,000, and the filter stays in the link", async () => {
  const { name, id, digest } = await aRepository();
  const row = (at: number) => ({
    repositoryId: id,
    digest: digestOf(`referrer ${at}`),
    mediaType: IMAGE,
    artifactType: at < 1100 ? "application/x" : "application/y",
    subjectDigest: digest,
    annotations: {},
    body: new Uint8Array(),
    sizeBytes: 1,
  });
  await db().ociManifest.createMany({ data: Array.from({ length: 1205 }, (_, at) => row(at)) });
  const path = `/v2/${name}/referrers/${digest}`;
  const indexes = async (query: string) =>
    (await pagesFrom(path + query)).pages as { mediaType: string; manifests: { artifactType: string }[] }[]; // OCI-115.
  const filtered = await indexes("?artifactType=application/x");
  expect(filtered.map((page) => page.manifests.length)).toEqual([1000, 100]);
  expect(new Set(filtered.flatMap((page) => page.manifests.map((one) => one.artifactType)))).toEqual(
    new Set(["application/x"]),
  );
  expect((await indexes("")).map((page) => [page.mediaType, page.manifests.length])).toEqual([
    [INDEX, 1000],
    [INDEX, 205],
  ]);
  const reply = await registry.ask("GET", `${path}?artifactType=application/x`);
  expect(reply.headers["oci-filters-applied"]).toBe("artifactType");
  expect(reply.headers.link).toContain("artifactType=application%2Fx");
});
