import { describe, expect, it } from "vitest";
import { type Finding, findingSchema } from "#lib/engine/schema.ts";
import type { CheckedRun } from "./checked-run.ts";
import { type Finder, FindingStore } from "./finding-store.ts";
import type { FindingsState } from "./findings-state.ts";

const run = (name: string, more: Partial<CheckedRun> = {}): CheckedRun => ({
  kind: "manifest-bundle",
  files: [{ path: name, bytes: new Uint8Array() }],
  render: {
    kind: "rendered",
    output: new Uint8Array(),
    stderr: "",
    exitCode: 0,
    engine: null,
    renderMs: 1,
  },
  lint: null,
  valueFiles: [],
  samples: [],
  kubeVersions: ["1.32"],
  ...more,
});
const finding = (message: string) =>
  findingSchema.parse({ severity: "error", code: "wrong-type", message, path: null, line: null });

/** A finder whose checks end when the test says so. */
function aFinder() {
  const asked: { run: CheckedRun; end: (found: Finding[]) => void; fail: (error: Error) => void }[] = [];
  let closed = 0;
  const finder: Finder = {
    find: (of) => new Promise((end, fail) => asked.push({ run: of, end, fail })),
    close: () => {
      closed += 1;
    },
  };
  return { finder, asked, closed: () => closed };
}

const until = (store: FindingStore, is: (state: FindingsState) => boolean) =>
  new Promise<FindingsState>((resolve) => {
    const look = () => {
      if (is(store.read())) resolve(store.read());
    };
    store.subscribe(look);
    look();
  });
const asked = async (finder: ReturnType<typeof aFinder>, count: number) => {
  while (finder.asked.length < count) await Promise.resolve();
};

describe("CAT-16: findings of the newest run", () => {
  it("makes one check at a time, and of those asked for meanwhile only the last", async () => {
    const made = aFinder();
    const store = new FindingStore(async () => made.finder);
    store.check(run("first"));
    await asked(made, 1);
    store.check(run("second"));
    store.check(run("third"));
    made.asked[0]?.end([finding("of the first")]);
    const between = await until(store, (state) => state.findings.length > 0);
    expect(between).toMatchObject({ phase: "checking", isStale: true });
    await asked(made, 2);
    expect(made.asked.map(({ run: { files } }) => files[0]?.path)).toEqual(["first", "third"]);
    made.asked[1]?.end([]);
    const last = await until(store, (state) => state.phase === "checked");
    expect(last).toEqual({ phase: "checked", findings: [], isStale: false, unchecked: [], failure: null });
  });

  it("says what was left out: without output, without lint, without a Kubernetes version", async () => {
    const made = aFinder();
    const store = new FindingStore(async () => made.finder);
    store.check(run("Chart.yaml", { kind: "chart", render: null, kubeVersions: [] }));
    await asked(made, 1);
    made.asked[0]?.end([]);
    const { unchecked } = await until(store, (state) => state.phase === "checked");
    expect(unchecked).toHaveLength(2);
    expect(unchecked.join(" ")).toMatch(/no output.*helm lint/);
    store.check(run("a.yaml", { kubeVersions: [] }));
    await asked(made, 2);
    made.asked[1]?.end([]);
    const { unchecked: later } = await until(store, (state) => state.phase === "checked" && !state.isStale);
    expect(later.join(" ")).toMatch(/no Kubernetes version/);
  });

  it("fails with the cause, keeps what was found before, and checks again with another worker", async () => {
    const made = [aFinder(), aFinder()];
    let opened = 0;
    const store = new FindingStore(async () => {
      const next = made[opened]?.finder;
      opened += 1;
      if (!next) throw new Error("too many");
      return next;
    });
    store.check(run("good"));
    await asked(made[0] ?? aFinder(), 1);
    made[0]?.asked[0]?.end([finding("kept")]);
    await until(store, (state) => state.phase === "checked");
    store.check(run("bad"));
    await asked(made[0] ?? aFinder(), 2);
    made[0]?.asked[1]?.fail(new Error("The worker is out of memory."));
    const failed = await until(store, (state) => state.phase === "failed");
    expect(failed).toMatchObject({ failure: "The worker is out of memory.", isStale: true });
    expect(failed.findings).toHaveLength(1);
    store.retry();
    await asked(made[1] ?? aFinder(), 1);
    expect(made[0]?.closed()).toBe(1);
    made[1]?.asked[0]?.end([]);
    expect((await until(store, (state) => state.phase === "checked")).findings).toEqual([]);
  });

  it("stops a check that takes too long, with a sentence that names the limit", async () => {
    const made = aFinder();
    const store = new FindingStore(async () => made.finder, 20);
    store.check(run("endless"));
    const failed = await until(store, (state) => state.phase === "failed");
    expect(failed.failure).toBe("Checking took longer than 0.02 s and was stopped.");
    await until(store, () => made.closed() === 1);
  });
});
