import { afterEach, describe, expect, it } from "vitest";
import type { EngineLane } from "./engine-lane.ts";
import { baseOf, chartOf, openLane, renderIn, said } from "./fixtures.ts";

const quick = chartOf({ "templates/a.yaml": "a: {{ .Release.Name }}\n" });
const endless = chartOf({
  "templates/a.yaml": "{{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}",
});

describe("a lane of the pool", { timeout: 120_000 }, () => {
  const lanes: EngineLane[] = [];
  const open = (...settings: Parameters<typeof openLane>) => {
    const lane = openLane(...settings);
    lanes.push(lane);
    return lane;
  };
  afterEach(() => {
    for (const lane of lanes.splice(0)) lane.end();
  });

  it("ENG-34: ends a render at its time, and says so", async () => {
    const lane = open({ timeMs: 1_500 });
    const ended = await renderIn(lane, endless);
    expect(ended).toMatchObject({
      kind: "failed",
      exitCode: 1,
      stderr: "Error: The time limit was reached: it took longer than 1.5 seconds and was stopped.\n",
      failure: { cause: "limit", limit: "time", path: null },
    });
    expect(said(await renderIn(open(), quick))).toContain("a: release-name");
  });

  it("ENG-34: ends a render that prints too much, and says so", async () => {
    const lane = open({ outputBytes: 1_000_000 });
    const much = chartOf({ "templates/a.yaml": 'a: {{ repeat 2000000 "x" }}\n' });
    expect(said(await renderIn(lane, much))).toBe(
      "output: The output limit was reached: it printed more than 1 MB and was stopped.",
    );
    expect(said(await renderIn(lane, quick))).toContain("a: release-name");
  });

  it("ENG-34: refuses a person's second render, and nobody else's", async () => {
    const lane = open();
    const first = renderIn(lane, quick, { person: "ann" });
    await expect(renderIn(lane, quick, { person: "ann" })).rejects.toMatchObject({
      code: "engine_busy",
      details: { headers: { "Retry-After": "2" } },
    });
    const others = [renderIn(lane, quick, { person: "ben" }), renderIn(lane, quick), renderIn(lane, quick)];
    for (const outcome of [await first, ...(await Promise.all(others))])
      expect(said(outcome)).toContain("a: release-name");
    expect(said(await renderIn(lane, quick, { person: "ann" }))).toContain("a: release-name");
  });

  it("ENG-34: refuses what would wait behind too many others", async () => {
    const lane = open({}, { mostWaiting: 2 });
    const taken = [renderIn(lane, quick), renderIn(lane, quick), renderIn(lane, quick)];
    await expect(renderIn(lane, quick)).rejects.toMatchObject({ code: "engine_busy" });
    expect(await Promise.all(taken)).toHaveLength(3);
    expect(said(await renderIn(lane, quick))).toContain("a: release-name");
  });

  it("ENG-34: a render that is stopped ends at once, and gives its thread and its person back", async () => {
    const lane = open({ timeMs: 100_000 });
    await renderIn(lane, quick);
    const controller = new AbortController();
    const running = renderIn(lane, endless, { person: "ann", signal: controller.signal });
    const waiting = renderIn(lane, endless, { person: "ben", signal: controller.signal });
    setTimeout(() => controller.abort(), 300);
    await expect(running).rejects.toThrow(/abort/i);
    await expect(waiting).rejects.toThrow("The render was stopped.");
    expect(lane.waiting).toBe(0);
    expect(said(await renderIn(lane, quick, { person: "ann" }))).toContain("a: release-name");
    await expect(renderIn(lane, quick, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });

  it("ENG-34: more memory renders what the normal lane cannot", async () => {
    const large = chartOf({
      "templates/a.yaml":
        "{{ $l := list }}{{ range until 80 }}{{ $l = append $l (repeat 10000000 (print (mod . 10))) }}{{ end }}a: {{ len $l }}\n",
    });
    expect(said(await renderIn(open({ memoryMib: 256, timeMs: 100_000 }), large))).toBe(
      "memory: The memory limit was reached: it needed more than 256 MiB and was stopped.",
    );
    expect(said(await renderIn(open({ memoryMib: 2560, timeMs: 120_000 }), large))).toContain("a: 80");
  });

  it("ENG-35: threads work side by side, with charts and bases in any order", async () => {
    const lane = open({}, { threads: 2 });
    const base = baseOf({
      "kustomization.yaml": "resources: [a.yaml]\nnamePrefix: x-\n",
      "a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
    });
    const outcomes = await Promise.all(
      [base, quick, base, quick, quick].map((input) => renderIn(lane, input)),
    );
    expect(outcomes.map((one) => said(one).match(/x-a|release-name/)?.[0])).toEqual([
      "x-a",
      "release-name",
      "x-a",
      "release-name",
      "release-name",
    ]);
  });
});
