import { expect } from "@playwright/test";
import { aName, test } from "../fixtures.ts";
import type { Api, Server } from "../server.ts";
import { type Counts, runLegacySuite, runSuite, type Target } from "./run-suite.ts";

const { OCI_CONFORMANCE: suite = "", OCI_CONFORMANCE_LEGACY: legacy = "" } = process.env;

/** The data sets of the suite. With `OCI_DATA_SPARSE` at its default there is no other. */
const DATA_SETS = [
  ["sha256 blobs", "sha512 blobs", "image", "image-uncompressed", "index", "nested-index", "empty-index"],
  ["artifact", "artifact-index", "artifact-without-layers", "artifacts-with-subject", "index-with-subject"],
  ["missing-subject", "data-field", "non-distributable-layers", "custom-fields", "no-layers", "sha512"],
  ["bad-digest-image", "invalid-digest-format", "large-manifest", "tag-param-sha256", "tag-param-sha512"],
  ["empty", "missing-manifest", "ping"],
].flat();

test.beforeEach(() => test.setTimeout(600_000));

async function aTarget(server: Server, below: string): Promise<Target> {
  const token = await server.registryToken("pull+push");
  return { host: server.host, token, repositories: freshRepositories(below) };
}

const freshRepositories = (below: string): Target["repositories"] => [
  `${below}/${aName("one")}`,
  `${below}/${aName("two")}`,
];

/** Sets the policy of every repository below a name that no other test uses. @returns that name */
async function underPolicy(api: Api, policy: { immutable: boolean; delete: boolean }): Promise<string> {
  const below = aName("policy");
  const made = await api.post("/org-repository-policies", { pattern: `${below}/**`, ...policy });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return below;
}

/** One line a row, for the closing note of who ran it. */
function say(row: string, began: number, counts: Counts): void {
  const { passed, total, failed, skipped } = counts;
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `${row}: ${passed} of ${total} pass, ${failed} fail, ${skipped} skipped, ${seconds} s\n`,
  );
}

test.describe("the suite of the specification's main branch", () => {
  test.beforeEach(() => test.info().skip(!suite, "OCI_CONFORMANCE is not set: it names the suite's program"));

  test("CF-1: plain repositories with the default policy, level dev: all of 986", async ({ server }) => {
    const began = Date.now();
    const counts = await runSuite(suite, await aTarget(server, "conformance"), { OCI_VERSION: "dev" });
    say("CF-1", began, counts);
    expect(counts).toEqual({ passed: 986, failed: 0, skipped: 0, total: 986, failures: [] });
  });

  for (const { level, wanted } of [
    { level: "dev", wanted: 986 },
    { level: "1.1", wanted: 860 },
  ]) {
    test(`CF-2 OCI-108: tags that never move, deletes allowed, level ${level}: all of ${wanted}`, async ({
      server,
      api,
    }) => {
      const below = await underPolicy(api, { immutable: true, delete: true });
      const began = Date.now();
      const counts = await runSuite(suite, await aTarget(server, below), { OCI_VERSION: level });
      say(`CF-2 at ${level}`, began, counts);
      expect(counts).toMatchObject({ passed: wanted, failed: 0, failures: [] });
    });
  }

  test("CF-3 OCI-108: tags that never move and nothing is deleted, a data set a run: none fails", async ({
    server,
    api,
  }) => {
    const below = await underPolicy(api, { immutable: true, delete: false });
    const began = Date.now();
    const target = await aTarget(server, below);
    const sum: Counts = { passed: 0, failed: 0, skipped: 0, total: 0, failures: [] };
    for (const dataSet of DATA_SETS) {
      const fresh = { ...target, repositories: freshRepositories(below) };
      const counts = await runSuite(suite, fresh, {
        OCI_VERSION: "dev",
        OCI_API_BLOBS_DELETE: "false",
        OCI_API_MANIFESTS_DELETE: "false",
        OCI_API_TAGS_DELETE: "false",
        // With its slash: the filter is the beginning of a name, and `index` begins `index-with-subject` too.
        OCI_FILTER_TEST: `OCI Conformance Test/${dataSet}/`,
      });
      expect(counts.passed, `the suite knows a data set "${dataSet}"`).toBeGreaterThan(0);
      for (const key of ["passed", "failed", "skipped", "total"] as const) sum[key] += counts[key];
      sum.failures.push(...counts.failures.map((line) => `${dataSet}: ${line.trim()}`));
    }
    say("CF-3", began, sum);
    expect(sum.failures).toEqual([]);
    expect(sum.failed).toBe(0);
  });
});

test.describe("the suite of v1.1.1", () => {
  const lacking = "OCI_CONFORMANCE_LEGACY is not set: it names the suite's program";
  test.beforeEach(() => test.info().skip(!legacy, lacking));

  test("CF-4: all four workflows, none fails", async ({ server }) => {
    const began = Date.now();
    const counts = await runLegacySuite(legacy, await aTarget(server, "conformance"));
    say("CF-4", began, counts);
    // Four leave themselves out: they belong to other settings of the suite.
    expect(counts).toMatchObject({ passed: 75, failed: 0, failures: [] });
  });
});
