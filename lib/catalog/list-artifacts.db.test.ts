import { describe, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { countArtifacts, listFacets } from "./count-artifacts.ts";
import { aDraft, anArtifact, anOrganization, aStranger, aVersionRow, aViewer } from "./fixtures.ts";
import { getArtifact } from "./get-artifact.ts";
import { listArtifacts } from "./list-artifacts.ts";
import { type ListArtifactsQuery, listArtifactsQuerySchema } from "./schema.ts";

const query = (over: Partial<ListArtifactsQuery> = {}) => ({
  ...listArtifactsQuerySchema.parse({}),
  ...over,
});
const names = (page: { items: { project: string | null; name: string }[] }) =>
  page.items.map(({ project, name }) => (project ? `${project}/${name}` : name));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "no refusal",
    (error: unknown) => (isProblem(error) ? error.code : String(error)),
  );

async function allPages(by: Viewer, asked: ListArtifactsQuery): Promise<string[]> {
  const page = await listArtifacts(by, "chart", asked);
  expect(page.total).toBe(7);
  if (!page.nextCursor) return names(page);
  return [...names(page), ...(await allPages(by, { ...asked, cursor: page.nextCursor }))];
}

describe("GOH-1 CAT-4…6: the list of a kind", () => {
  it("CAT-4: gives each row its facts, ticks, mark of unpublished changes and rights", async () => {
    const by = await aViewer();
    const { ref, facts } = await anArtifact({ by, name: "payments/web", labels: { team: "pay" } });
    const { commit } = await aDraft(by, facts, { "Chart.yaml": "name: web" });
    await aVersionRow({ by, ref, tag: "1.0.0", commitId: commit });
    await aVersionRow({ by, ref, tag: "0.9.0", publishedAt: new Date("2020-01-01T00:00:00Z") });
    const { items, total, nextCursor } = await listArtifacts(by, "chart", query());
    expect({ total, nextCursor }).toEqual({ total: 1, nextCursor: null });
    expect(items[0]).toMatchObject({
      kind: "chart",
      org: by.orgSlug,
      project: "payments",
      name: "web",
      labels: { team: "pay" },
      visibility: "private",
      source: { type: "git" },
      archived: false,
      versionCount: 2,
      unpublished: false,
      problem: null,
      permissions: { edit: true, publish: true, archive: false },
    });
    expect(items[0]?.recent.map((tick) => tick.version)).toEqual(["1.0.0"]);
    expect(Math.abs(Date.parse(items[0]?.recent[0]?.publishedAt ?? "") - Date.now())).toBeLessThan(60_000);
    await aDraft(by, facts, { "Chart.yaml": "name: web # changed" });
    expect((await getArtifact(by, ref)).unpublished).toBe(true);
  });

  it("CAT-4: gives the newest 60 publications of a year as ticks, oldest first", async () => {
    const by = await aViewer();
    const { ref } = await anArtifact({ by });
    const start = Date.now() - 70 * 60_000;
    for (let minute = 0; minute < 65; minute += 1)
      await aVersionRow({ by, ref, tag: `1.${minute}.0`, publishedAt: new Date(start + minute * 60_000) });
    const { recent } = await getArtifact(by, ref);
    expect(recent.map((tick) => tick.version)).toEqual(
      Array.from({ length: 60 }, (_, at) => `1.${at + 5}.0`),
    );
    expect(recent[0]?.publishedAt).toBe(new Date(start + 5 * 60_000).toISOString());
  });

  it("CAT-8: pages through everything once, in each sort and order, and says how many there are", async () => {
    const by = await aViewer();
    for (const name of ["a/x", "b", "a", "c/b", "zed", "a-b", "c"]) await anArtifact({ by, name });
    await db().artifact.updateMany({
      where: { orgId: by.orgId, name: { in: ["b", "c"] } },
      data: { lastPublishedAt: new Date("2026-01-02T03:04:05.678Z") },
    });
    for (const sort of ["name", "published", "changed"] as const)
      for (const order of ["asc", "desc"] as const) {
        const paged = await allPages(by, query({ sort, order, limit: 2 }));
        expect(paged).toEqual(names(await listArtifacts(by, "chart", query({ sort, order }))));
        expect(new Set(paged).size).toBe(7);
      }
    expect(names(await listArtifacts(by, "chart", query()))).toEqual([
      "a",
      "a-b",
      "a/x",
      "b",
      "c",
      "c/b",
      "zed",
    ]);
  });

  it("refuses a cursor that is none of this list, and says so", async () => {
    const by = await aViewer();
    for (const name of ["a", "b"]) await anArtifact({ by, name });
    const { nextCursor } = await listArtifacts(by, "chart", query({ limit: 1 }));
    for (const cursor of ["%", "bm9uZQ", "W10", "\0"])
      expect(await codeOf(listArtifacts(by, "chart", query({ cursor })))).toBe("input_invalid");
    const other = query({ cursor: nextCursor ?? "", sort: "changed" });
    expect(await codeOf(listArtifacts(by, "chart", other))).toBe("input_invalid");
  });

  it("CAT-5: filters by project, source, lifecycle, visibility, label and archived", async () => {
    const by = await aViewer();
    await anArtifact({ by, name: "pay/web", labels: { team: "pay", tier: "1" }, visibility: "public" });
    await anArtifact({ by, name: "web", labels: { team: "core" } });
    await anArtifact({ by, name: "old", archived: true });
    const found = async (over: Partial<ListArtifactsQuery>) =>
      names(await listArtifacts(by, "chart", query(over)));
    expect(await found({})).toEqual(["pay/web", "web"]);
    expect(await found({ project: "pay" })).toEqual(["pay/web"]);
    expect(await found({ project: "" })).toEqual(["web"]);
    expect(await found({ source: "git" })).toHaveLength(2);
    expect(await found({ source: "oci" })).toEqual([]);
    expect(await found({ lifecycle: "active" })).toHaveLength(2);
    expect(await found({ lifecycle: "yanked" })).toEqual([]);
    expect(await found({ visibility: "public" })).toEqual(["pay/web"]);
    expect(await found({ label: "tier" })).toEqual(["pay/web"]);
    expect(await found({ label: "team=core" })).toEqual(["web"]);
    expect(await found({ archived: "true" })).toEqual(["old"]);
    expect(await found({ archived: "any" })).toHaveLength(3);
    expect(await found({ project: "a\0b", label: "\0", q: "\0" })).toEqual([]);
  });

  it("CAT-6: searches by words, phrases, exclusions and fields; an exact name stands first", async () => {
    const by = await aViewer();
    await anArtifact({ by, name: "a-redis-proxy", description: "Rate limit for 100% of calls" });
    await anArtifact({ by, name: "redis", description: "Key value store" });
    await anArtifact({ by, name: "pay/redis_ha", labels: { team: "pay" } });
    const { ref } = await anArtifact({ by, name: "cache" });
    await aVersionRow({
      by,
      ref,
      tag: "1.0.0",
      metadata: { keywords: ["InMemory"], maintainers: [{ name: "Grace H" }], appVersion: 7.2 },
    });
    const found = async (q: string) => names(await listArtifacts(by, "chart", query({ q })));
    expect(await found("redis")).toEqual(["redis", "a-redis-proxy", "pay/redis_ha"]);
    expect(await found("REDIS -proxy")).toEqual(["redis", "pay/redis_ha"]);
    expect(await found('"rate limit"')).toEqual(["a-redis-proxy"]);
    expect(await found('"limit rate"')).toEqual([]);
    expect(await found("rate calls")).toEqual(["a-redis-proxy"]);
    expect(await found("100%")).toEqual(["a-redis-proxy"]);
    expect(await found("s_h")).toEqual(["pay/redis_ha"]);
    expect(await found("redis project:pay")).toEqual(["pay/redis_ha"]);
    expect(await found("-project:pay redis")).toEqual(["redis", "a-redis-proxy"]);
    expect(await found("label:team=pay")).toEqual(["pay/redis_ha"]);
    expect(await found("source:oci")).toEqual([]);
    expect(await found("inmemory")).toEqual(["cache"]);
    expect(await found("grace 7.2")).toEqual(["cache"]);
    expect(await found("'; DROP TABLE \\")).toEqual([]);
  });

  it("S12: takes SQL and operators in every field for the text they are, and tells nothing of the database", async () => {
    const by = await aViewer();
    await anArtifact({ by, name: "web", labels: { team: "a'b" } });
    const payloads = [
      "' OR '1'='1",
      '\'; DROP TABLE "Artifact"; --',
      "%",
      "_",
      "\\",
      "%' ESCAPE '!",
      "$1",
      "{{7*7}}",
      '{"$ne":null}',
      "\u0000",
      "a'b",
      "x=\ud800",
      '1)) UNION SELECT * FROM "User" --',
    ];
    for (const text of payloads)
      for (const field of ["q", "project", "source", "label"] as const) {
        const { total } = await listArtifacts(by, "chart", query({ [field]: text }));
        expect(total, `${field}=${text}`).toBe(0);
      }
    expect((await listArtifacts(by, "chart", query({ label: "team=a'b" }))).total).toBe(1);
    for (const cursor of payloads)
      expect(await codeOf(listArtifacts(by, "chart", query({ cursor })))).toBe("input_invalid");
    const forged = Buffer.from(JSON.stringify(["name", "asc", 0, "' OR 1=1 --", "x"])).toString("base64url");
    expect((await listArtifacts(by, "chart", query({ cursor: forged }))).total).toBe(1);
    for (const bad of [
      { sort: "name; DROP TABLE" },
      { order: "asc, 1" },
      { archived: "1 OR 1" },
      { limit: "1e9" },
    ])
      expect(listArtifactsQuerySchema.safeParse(bad).success).toBe(false);
    expect((await listArtifacts(by, "chart", query())).total).toBe(1);
  });

  it("S11 ROLE-13: shows, counts and finds only what the viewer may see", async () => {
    const mine = await aViewer();
    const theirs = await aViewer({ of: await anOrganization() });
    await anArtifact({ by: mine, name: "open", visibility: "public", labels: { secret: "label" } });
    await anArtifact({ by: mine, name: "pay/closed", labels: { hidden: "yes" } });
    await anArtifact({ by: mine, name: "pay/deep", kind: "manifest-bundle" });
    const stranger = aStranger(mine);
    expect(names(await listArtifacts(stranger, "chart", query()))).toEqual(["open"]);
    expect((await listArtifacts(stranger, "chart", query({ q: "closed" }))).total).toBe(0);
    expect(await countArtifacts(stranger)).toEqual({ chart: 1, "kustomize-base": 0, "manifest-bundle": 0 });
    expect(await countArtifacts(mine)).toEqual({ chart: 2, "kustomize-base": 0, "manifest-bundle": 1 });
    expect((await listFacets(stranger, "chart")).labels).toEqual([{ value: "secret=label", count: 1 }]);
    expect((await listFacets(stranger, "chart")).projects).toEqual([]);
    expect(await listFacets(mine, "chart")).toEqual({
      projects: [{ value: "pay", count: 1 }],
      sources: [{ value: "git", count: 2 }],
      lifecycles: [],
      visibilities: [
        { value: "private", count: 1 },
        { value: "public", count: 1 },
      ],
      labels: [
        { value: "hidden=yes", count: 1 },
        { value: "secret=label", count: 1 },
      ],
    });
    expect((await listArtifacts(theirs, "chart", query())).total).toBe(0);
    const token = { ...mine, pattern: "charts/pay/*" };
    expect(names(await listArtifacts(token, "chart", query()))).toEqual(["pay/closed"]);
    expect(await countArtifacts({ ...mine, pattern: "**/pay/**" })).toMatchObject({
      chart: 1,
      "manifest-bundle": 1,
    });
  });

  it("ROLE-12 S11: answers alike for a hidden artifact and a missing one", async () => {
    const mine = await aViewer();
    const { ref } = await anArtifact({ by: mine });
    const { ref: missing } = await anArtifact({ by: await aViewer() });
    for (const viewer of [aStranger(mine), await aViewer(), { ...mine, pattern: "charts/other" }]) {
      expect(await codeOf(getArtifact(viewer, ref))).toBe("artifact_unknown");
      expect(await codeOf(getArtifact(viewer, missing))).toBe("artifact_unknown");
    }
    expect((await getArtifact({ ...mine, role: "viewer" }, ref)).permissions).toEqual({
      edit: false,
      publish: false,
      changeSettings: false,
      archive: false,
      changeVisibility: false,
      delete: false,
      deprecate: false,
      yank: false,
    });
  });
});
