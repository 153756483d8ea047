import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { aRef } from "#lib/catalog/fixtures.ts";
import { markVersion } from "#lib/catalog/mark-version.ts";
import type { MarkVersionInput } from "#lib/catalog/schema.ts";
import { clock } from "#lib/clock/clock.ts";
import { applyChangeHere } from "#lib/db/changes.ts";
import { db } from "#lib/db/database.ts";
import { listenAlone } from "#lib/db/fixtures.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import {
  aChartPush,
  aName,
  aRegistry,
  aToken,
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

/** A chart with these versions, pushed as helm does. */
async function aChart(versions: string[]) {
  const name = aName("x").replace("x/", "");
  const path = `/v2/charts/${name}`;
  const charts = await Promise.all(
    versions.map((version) => aChartPush(name, version, { content: version })),
  );
  for (const chart of charts) await helmPush(registry, `charts/${name}`, chart);
  const mark = (tag: string, input: Partial<MarkVersionInput> = {}) =>
    markVersion(
      systemViewer(registry.org.id, registry.org.slug),
      aRef("chart", name),
      versionTagSchema.parse(tag),
      {
        state: "yanked",
        reason: "It deletes the volume.",
        ...input,
      },
    );
  const tags = async (query = "") =>
    (json(await registry.ask("GET", `${path}/tags/list${query}`)) as { tags: string[] }).tags;
  const warning = async (reference: string, method = "GET") => {
    const reply = await registry.ask(method, `${path}/manifests/${reference}`);
    expect(reply.status).toBe(200);
    return reply.headers.warning ?? null;
  };
  return { name, path, charts, mark, tags, warning };
}

describe("a yanked version", () => {
  it("OCI-110: leaves the list of tags with the next request, is listed where it is asked for, and comes back", async () => {
    const { mark, tags } = await aChart(["1.0.0", "1.1.0", "2.0.0+a"]);
    expect(await tags()).toEqual(["1.0.0", "1.1.0", "2.0.0_a"]);
    await mark("2.0.0+a");
    expect(await tags()).toEqual(["1.0.0", "1.1.0"]);
    expect(await tags("?include=yanked")).toEqual(["1.0.0", "1.1.0", "2.0.0_a"]);
    expect(await tags("?include=other")).toEqual(["1.0.0", "1.1.0"]);
    await mark("1.0.0", { state: "deprecated" });
    expect(await tags()).toEqual(["1.0.0", "1.1.0"]);
    await mark("2.0.0+a", { state: "active", reason: "It was the cluster." });
    expect(await tags()).toEqual(["1.0.0", "1.1.0", "2.0.0_a"]);
  });

  it("OCI-110: pages of the list are as long as asked for, and go on with what was asked", async () => {
    const { path, mark } = await aChart(["1.0.0", "1.1.0", "1.2.0", "1.3.0"]);
    await mark("1.1.0");
    const page = async (query: string) => {
      const reply = await registry.ask("GET", `${path}/tags/list?${query}`);
      return [(json(reply) as { tags: string[] }).tags, reply.headers.link ?? null];
    };
    expect(await page("n=2")).toEqual([["1.0.0", "1.2.0"], `<${path}/tags/list?n=2&last=1.2.0>; rel="next"`]);
    expect(await page("n=2&last=1.2.0")).toEqual([["1.3.0"], null]);
    expect(await page("n=2&include=yanked")).toEqual([
      ["1.0.0", "1.1.0"],
      `<${path}/tags/list?n=2&last=1.1.0&include=yanked>; rel="next"`,
    ]);
  });

  it("OCI-110: answers by its exact tag and digest, and its package too, byte for byte", async () => {
    const { path, charts, mark } = await aChart(["1.0.0"]);
    const [chart] = charts;
    if (!chart) throw new Error("It was pushed.");
    const paths = [
      `${path}/manifests/1.0.0`,
      `${path}/manifests/${chart.digest}`,
      `${path}/blobs/${digestOf(chart.archive)}`,
    ];
    const read = () =>
      Promise.all(
        paths.map(async (one) => {
          const { status, body, headers } = await registry.ask("GET", one);
          return [status, digestOf(body), headers["docker-content-digest"], headers["cache-control"]];
        }),
      );
    const before = await read();
    await mark("1.0.0");
    expect(await read()).toEqual(before);
  });

  it("OCI-97, OCI-102: stays published: no other content under its tag, no delete; the same again changes nothing", async () => {
    const { name, path, charts, mark, tags } = await aChart(["1.0.0"]);
    await mark("1.0.0");
    const other = await aChartPush(name, "1.0.0", { content: "other" });
    expect((await helmPush(registry, `charts/${name}`, other)).status).toBe(409);
    if (charts[0]) expect((await helmPush(registry, `charts/${name}`, charts[0])).status).toBe(201);
    expect((await registry.ask("DELETE", `${path}/manifests/1.0.0`)).status).toBe(405);
    expect(await tags()).toEqual([]);
  });

  it("HELM-28, OCI-94: what another process marks is seen with its announcement", async () => {
    const { name, charts, mark, tags, warning } = await aChart(["1.0.0", "1.1.0"]);
    await mark("1.1.0");
    expect(await tags()).toEqual(["1.0.0"]);
    expect(await warning("1.1.0")).toContain("deletes the volume");
    const { id } = await db().artifact.findFirstOrThrow({ where: { name }, select: { id: true } });
    await db().versionMark.updateMany({ where: { artifactId: id }, data: { state: "active" } });
    // Behind our back: marks are kept with what is known of the repository, so that a pull asks no database.
    expect(await tags()).toEqual(["1.0.0"]);
    expect(await warning(charts[1]?.digest ?? "")).toContain("deletes the volume");
    applyChangeHere(`artifact:${id}`);
    expect(await tags()).toEqual(["1.0.0", "1.1.0"]);
    expect(await warning("1.1.0")).toBeNull();
  });
});

describe("OCI-23: the warning of a pull", () => {
  it("says state, reason and replacement, by tag, digest and sha512, to GET and HEAD, and of nothing else", async () => {
    const { name, charts, mark, warning } = await aChart(["1.0.0", "1.1.0"]);
    expect(await warning("1.0.0")).toBeNull();
    await mark("1.0.0", {
      state: "deprecated",
      reason: 'No fixes\nany "more"',
      replacement: versionTagSchema.parse("1.1.0"),
    });
    const expected = `299 - "charts/${name} 1.0.0 is deprecated: No fixes any \\"more\\". Use 1.1.0 instead."`;
    const body = charts[0]?.body ?? "";
    for (const reference of ["1.0.0", digestOf(body), digestOf(body, "sha512")])
      for (const method of ["GET", "HEAD", "GET"]) expect(await warning(reference, method)).toBe(expected);
    expect(await warning("1.1.0")).toBeNull();
    expect(await warning(digestOf(charts[1]?.body ?? ""))).toBeNull();
    await mark("1.0.0", { state: "active", reason: "We mend it after all." });
    expect(await warning("1.0.0")).toBeNull();
  });

  it("by a digest that another version shares is there once both are marked", async () => {
    const name = aName("x").replace("x/", "");
    const viewer = systemViewer(registry.org.id, registry.org.slug);
    const chart = await aChartPush(name, "1.0.0");
    await helmPush(registry, `charts/${name}`, chart);
    const version = await db().version.findFirstOrThrow({ where: { artifact: { name } } });
    // Rows as a push of one base's manifest under two tags leaves them; a chart says its version itself.
    const second = {
      id: `${version.id}b`,
      tag: "1.0.1",
      ociTag: "1.0.1",
      semver: "1.0.1",
      position: 2,
      fileName: null,
    };
    await db().version.create({
      data: { ...version, ...second, files: [], metadata: {} },
      select: { id: true },
    });
    const mark = (tag: string) =>
      markVersion(viewer, aRef("chart", name), versionTagSchema.parse(tag), {
        state: "deprecated",
        reason: "Old.",
      });
    const byDigest = async () =>
      (await registry.ask("HEAD", `/v2/charts/${name}/manifests/${chart.digest}`)).headers.warning ?? null;
    await mark("1.0.0");
    expect(await byDigest()).toBeNull();
    await mark("1.0.1");
    expect(await byDigest()).toContain("is deprecated: Old.");
  });

  it("about a token is on every answer that it opens, from seven days before its end", async () => {
    const { path, mark } = await aChart(["1.0.0"]);
    await mark("1.0.0");
    const token = await aToken(registry.org, "pull");
    const endIn = async (ms: number | null) => {
      const expiresAt = ms === null ? null : new Date(clock.now().getTime() + ms);
      await db().registryToken.updateMany({
        where: { orgId: registry.org.id, scope: "pull" },
        data: { expiresAt },
      });
      applyChangeHere("*");
    };
    const about = async (address: string) => {
      const { raw, status } = await registry.ask("GET", address, { token });
      expect(status).toBe(200);
      return raw.flatMap((key, at) => (key.toLowerCase() === "warning" ? [raw[at + 1]] : []));
    };
    const [hour, day] = [3_600_000, 86_400_000];
    await endIn(null);
    expect(await about("/v2/")).toEqual([]);
    await endIn(9 * day);
    expect(await about("/v2/")).toEqual([]);
    await endIn(7 * day + hour);
    expect(await about("/v2/")).toEqual(['299 - "registry token test expires in 7 days"']);
    await endIn(day + hour);
    expect(await about(`${path}/tags/list`)).toEqual(['299 - "registry token test expires in 1 day"']);
    await endIn(hour);
    const both = await about(`${path}/manifests/1.0.0`);
    expect(both[0]).toContain("is yanked");
    expect(both[1]).toBe('299 - "registry token test expires in less than a day"');
    // What is kept for everybody carries nobody's token.
    expect((await registry.ask("GET", `${path}/manifests/1.0.0`)).headers.warning).toBe(both[0]);
  });
});
