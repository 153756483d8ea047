import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { parseNameSegment } from "#lib/ids/ids.ts";
import { checkFiles } from "./check-files.ts";
import { filesOf } from "./fixtures.ts";

const bundle = parseNameSegment("manifest-bundle", "big") ?? expect.fail();
const chart = parseNameSegment("chart", "app") ?? expect.fail();
/** What is made to take long, takes longer beside others. */
const PATIENT = { timeout: 120_000 };
const documents = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n${at}}\n`,
  ).join("---\n");

/** How often something else could run while this was worked on. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let done = false;
  const finished = work.finally(() => {
    done = true;
  });
  let turns = 0;
  for (; !done; turns += 1) await nextTurn();
  await finished;
  return turns;
}

describe("OCI-92, S18, S22: a gate with much to read", () => {
  it("gives the same refusals from its thread as here, with file and line", async () => {
    const text = `${documents(500)}---\napiVersion: v1\nmetadata: {name: x}\n`;
    const { refusals } = await checkFiles(bundle, null, filesOf({ "a.yaml": text, "b.yaml": documents(1) }));
    expect(refusals.map(({ code, message }) => [code, message])).toEqual([
      ["bundle_invalid", "a.yaml:2001: kind is missing"],
      ["bundle_invalid", "b.yaml:1: ConfigMap n0 is already in a.yaml:1"],
    ]);
  });

  it("gives the metadata of a large Chart.yaml", async () => {
    const large = `apiVersion: v2\nname: app\nversion: 1.0.0\nannotations:\n${"  # comment\n".repeat(3000)}  a: b\n`;
    const { refusals, metadata, version } = await checkFiles(
      chart,
      "1.0.0",
      filesOf({ "Chart.yaml": large }),
    );
    expect(refusals).toEqual([]);
    expect({ metadata, version }).toMatchObject({
      metadata: { name: "app", annotations: { a: "b" } },
      version: "1.0.0",
    });
  });

  it("lets others go on while it reads, and checks several at once", PATIENT, async () => {
    const text = documents(2000);
    const checks = Array.from({ length: 4 }, () => checkFiles(bundle, null, filesOf({ "a.yaml": text })));
    expect(await turnsDuring(Promise.all(checks))).toBeGreaterThan(100);
    for (const check of checks) expect((await check).refusals).toEqual([]);
  });

  it("refuses what is nested ten thousand times", PATIENT, async () => {
    const { refusals } = await checkFiles(bundle, null, filesOf({ "a.yaml": "[".repeat(20_000) }));
    expect(refusals[0]?.message).toMatch(/nested deeper|too much memory|Maximum/);
  });

  it("gives up on what needs more memory than a thread has, and goes on with the next", {
    timeout: 60_000,
  }, async () => {
    const greedy = filesOf({ "a.yaml": `a: [${"{a: b},".repeat(600_000)}]` });
    const { refusals } = await checkFiles(bundle, null, greedy);
    expect(refusals[0]).toMatchObject({
      code: "bundle_invalid",
      message: expect.stringMatching(/takes too (much memory|long) to read/),
    });
    expect((await checkFiles(bundle, null, filesOf({ "a.yaml": documents(500) }))).refusals).toEqual([]);
  });
});
