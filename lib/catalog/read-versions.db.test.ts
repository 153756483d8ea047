import { describe, expect, it } from "vitest";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { compareVersions } from "./compare-versions.ts";
import { anArtifact, aRef, aStranger, aVersionRow, aViewer, filesOf } from "./fixtures.ts";
import { getVersion, resolveRange } from "./get-version.ts";
import { listVersionFiles } from "./list-version-files.ts";
import { listVersions } from "./list-versions.ts";
import { makePackage } from "./make-package.ts";
import { publishPackage } from "./publish-package.ts";
import { readPackage, readVersionFile } from "./read-version-file.ts";

async function codeOf(deed: Promise<unknown>): Promise<string> {
  try {
    await deed;
    return "done";
  } catch (error) {
    if (isProblem(error)) return error.code;
    throw error;
  }
}

/** A chart with these versions, published in this order; each has a file of its own and one that all share. */
async function aChartWith(tags: string[], visibility: "private" | "public" = "private") {
  const by = await aViewer();
  const { ref, facts } = await anArtifact({ by, visibility });
  for (const tag of tags) {
    const texts = {
      "Chart.yaml": `apiVersion: v2\nname: ${ref.name}\nversion: ${tag}\n`,
      "values.yaml": "a: 1\n",
      [`only-${tag}.txt`]: `${tag}\n`,
    };
    const bytes = await makePackage(filesOf(texts), ref.name);
    await publishPackage(by, ref, {
      tag: versionTagSchema.parse(tag),
      bytes,
      acknowledge: ["non-semver", "warnings"],
    });
  }
  return { by, ref, facts };
}

describe("the history", () => {
  it("GOH-31, GOH-32, GOH-33, CAT-24: lists by publication, newest first, with author and door, and marks the latest", async () => {
    const { by, ref } = await aChartWith(["1.0.0", "1.10.0", "1.9.0", "winter"]);
    const { items, total, nextCursor } = await listVersions(by, ref, { sort: "published", limit: 50 });
    expect(items.map(({ version, latest }) => [version, latest])).toEqual([
      ["winter", false],
      ["1.9.0", false],
      ["1.10.0", true],
      ["1.0.0", false],
    ]);
    expect({ total, nextCursor }).toEqual({ total: 4, nextCursor: null });
    expect(items[0]).toMatchObject({
      author: { kind: "user", name: by.actor.name },
      via: "portal",
      fileCount: 3,
    });
  });

  it("GOH-31: sorts by SemVer precedence, what is none last", async () => {
    const { by, ref } = await aChartWith(["winter", "1.9.0", "1.10.0-rc.1", "1.10.0", "v1.2"]);
    const { items } = await listVersions(by, ref, { sort: "semver", limit: 50 });
    expect(items.map(({ version }) => version)).toEqual(["1.10.0", "1.10.0-rc.1", "1.9.0", "v1.2", "winter"]);
  });

  it.each(["published", "semver"] as const)("pages through everything once, sorted by %s", async (sort) => {
    const { by, ref } = await aChartWith([]);
    for (let at = 0; at < 25; at += 1)
      await aVersionRow({ by, ref, tag: at % 5 === 0 ? `t${at}` : `1.${at}.0` });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listVersions(by, ref, { sort, limit: 7, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ version }) => version));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
    expect(seen).toEqual(
      (await listVersions(by, ref, { sort, limit: 200 })).items.map(({ version }) => version),
    );
  });

  it("refuses a cursor of another order", async () => {
    const { by, ref } = await aChartWith(["1.0.0", "1.1.0"]);
    const { nextCursor } = await listVersions(by, ref, { sort: "published", limit: 1 });
    expect(await codeOf(listVersions(by, ref, { sort: "semver", limit: 1, cursor: nextCursor ?? "" }))).toBe(
      "input_invalid",
    );
    expect(await codeOf(listVersions(by, ref, { sort: "semver", limit: 1, cursor: "x" }))).toBe(
      "input_invalid",
    );
  });
});

describe("one version", () => {
  it("API-13: is found by its tag, as latest, and by a range; an exact tag wins over a range", async () => {
    const { by, ref } = await aChartWith(["1.0.0", "1.2.0", "2.0.0-rc.1", "1.2"]);
    expect((await getVersion(by, ref, "1.2")).version).toBe("1.2");
    expect(await resolveRange(by, ref, "^1.0.0")).toMatch(/^1\.2(\.0)?$/);
    expect(await resolveRange(by, ref, "1.0.x")).toBe("1.0.0");
    expect(await resolveRange(by, ref, ">=2.0.0-0")).toBe("2.0.0-rc.1");
    expect((await getVersion(by, ref, "latest")).latest).toBe(true);
    expect(await codeOf(resolveRange(by, ref, "^3"))).toBe("version_unknown");
  });

  it("GOH-71: is refused with near tags when it is not there", async () => {
    const { by, ref } = await aChartWith(["1.0.0"]);
    const refusal = await getVersion(by, ref, "1.0.9").catch((error: unknown) => error);
    expect(isProblem(refusal) && refusal.details.facts).toEqual({ near: ["1.0.0"] });
  });

  it("GOH-34: gives each of its files, byte for byte, and its package", async () => {
    const { by, ref } = await aChartWith(["1.0.0", "1.1.0"]);
    expect((await listVersionFiles(by, ref, "1.0.0")).map(({ path }) => path)).toEqual([
      "Chart.yaml",
      "only-1.0.0.txt",
      "values.yaml",
    ]);
    const file = await readVersionFile(by, ref, "1.0.0", "only-1.0.0.txt");
    expect(file.bytes.toString()).toBe("1.0.0\n");
    expect(await codeOf(readVersionFile(by, ref, "1.1.0", "only-1.0.0.txt"))).toBe("file_unknown");
    expect(await codeOf(readVersionFile(by, ref, "1.1.0", "../values.yaml"))).toBe("file_unknown");
    const { fileName, digest } = await readPackage(by, ref, "1.0.0");
    expect(fileName).toBe(`${ref.name}-1.0.0.tgz`);
    expect(digest).toBe((await getVersion(by, ref, "1.0.0")).packageDigest);
  });

  it("GOH-35: compares with any other, in both directions", async () => {
    const { by, ref } = await aChartWith(["1.0.0", "1.1.0"]);
    const { files, from, to } = await compareVersions(by, ref, "1.0.0", "latest");
    expect([from, to]).toEqual(["1.0.0", "1.1.0"]);
    expect(files.unchangedCount).toBe(1);
    expect(files.changes.map(({ path, change }) => [path, change])).toEqual([
      ["Chart.yaml", "modified"],
      ["only-1.0.0.txt", "removed"],
      ["only-1.1.0.txt", "added"],
    ]);
    expect(files.changes[0]?.after).toContain("version: 1.1.0");
    const back = await compareVersions(by, ref, "1.1.0", "1.0.0");
    expect(back.files.changes.map(({ change }) => change)).toEqual(["modified", "added", "removed"]);
    for (let round = 0; round < 20; round += 1)
      await expect(compareVersions(by, ref, "7.0.0", "8.0.0")).rejects.toMatchObject({
        details: { detail: expect.stringContaining("7.0.0") },
      });
  });

  it("promise 4: is hidden as if it were missing, in every read, from whoever may not pull it", async () => {
    const { by, ref } = await aChartWith(["1.0.0"]);
    const reads = [
      (viewer: typeof by, to: typeof ref) => listVersions(viewer, to, { sort: "published", limit: 5 }),
      (viewer: typeof by, to: typeof ref) => getVersion(viewer, to, "1.0.0"),
      (viewer: typeof by, to: typeof ref) => listVersionFiles(viewer, to, "1.0.0"),
      (viewer: typeof by, to: typeof ref) => readVersionFile(viewer, to, "1.0.0", "Chart.yaml"),
      (viewer: typeof by, to: typeof ref) => readPackage(viewer, to, "1.0.0"),
      (viewer: typeof by, to: typeof ref) => compareVersions(viewer, to, "1.0.0", "1.0.0"),
      (viewer: typeof by, to: typeof ref) => resolveRange(viewer, to, "*"),
    ];
    const strangers = [aStranger(by), await aViewer(), { ...by, pattern: "charts/payments/*" }];
    for (const read of reads)
      for (const stranger of strangers)
        for (const to of [ref, aRef("chart")])
          expect(await codeOf(read(stranger, to))).toBe("artifact_unknown");
  });

  it("ROLE-13: of a public artifact is read without signing in", async () => {
    const { by, ref } = await aChartWith(["1.0.0"], "public");
    expect((await getVersion(aStranger(by), ref, "1.0.0")).version).toBe("1.0.0");
  });
});
