import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LintOutcome, RenderInput, RenderOutcome, TreeEntry } from "#lib/engine/types.ts";
import { plainOptions } from "./preview-options.ts";
import { afterTypingMs, openPreview, type PreviewEngine } from "./preview-store.ts";

const file = (path: string, text = path): TreeEntry => ({ path, bytes: new TextEncoder().encode(text) });
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

const rendered = (output: string, renderMs = 20): RenderOutcome => ({
  kind: "rendered",
  output: new TextEncoder().encode(output),
  stderr: "",
  exitCode: 0,
  engine: { name: "helm", version: "v4.2.4" },
  renderMs,
});
const failure = {
  cause: "template",
  limit: null,
  message: "no such value",
  path: "templates/a.yaml",
  line: 3,
  column: 1,
} as const;
const failed: RenderOutcome = {
  kind: "failed",
  failure,
  stderr: "Error: no such value",
  exitCode: 1,
  engine: { name: "helm", version: "v4.2.4" },
  renderMs: 20,
};
const lint: LintOutcome = {
  isPassed: true,
  output: new Uint8Array(),
  messages: [],
  failure: null,
  stderr: "",
  exitCode: 0,
  renderMs: 5,
};

type Asked = {
  input: RenderInput;
  signal: AbortSignal | undefined;
  answer: (outcome: RenderOutcome) => void;
};

/** An engine whose renders end when the test says so; an aborted one rejects, as the real one does. */
function anEngine(ready: Promise<void> = Promise.resolve()) {
  const asked: Asked[] = [];
  const engine: PreviewEngine = {
    ready,
    render: (input, signal) =>
      new Promise((resolve, reject) => {
        asked.push({ input, signal, answer: resolve });
        signal?.addEventListener("abort", () => reject(new DOMException("outdated", "AbortError")));
      }),
    lint: () => Promise.resolve(lint),
  };
  const last = () => {
    const newest = asked.at(-1);
    if (!newest) throw new Error("Nothing was asked of the engine.");
    return newest;
  };
  return { engine, asked, last };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the preview's renders", () => {
  it("ENG-38: the first comes at once, the next 300 ms after the last key, and each with the newest files", async () => {
    const { engine, asked, last } = anEngine();
    const store = openPreview("chart", engine);
    store.setFiles([file("Chart.yaml")]);
    await settle();
    expect(asked).toHaveLength(1);
    last().answer(rendered("one\n"));
    await settle();
    expect(textOf(store.read().lastGood?.output)).toBe("one\n");
    expect(store.read().isOutdated).toBe(false);
    store.setFiles([file("Chart.yaml", "a")]);
    expect(store.read().isOutdated).toBe(true);
    await vi.advanceTimersByTimeAsync(299);
    store.setFiles([file("Chart.yaml", "ab")]);
    await vi.advanceTimersByTimeAsync(299);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toHaveLength(2);
    const [entry] = last().input.files;
    expect(entry && "bytes" in entry ? textOf(entry.bytes) : "").toBe("ab");
  });

  it("ENG-38: waits longer after a render that took long, and never more than four seconds", () => {
    expect([20, 150, 400, 9000].map(afterTypingMs)).toEqual([300, 300, 800, 4000]);
  });

  it("ENG-38: ends an outdated render that does not end by itself, and never shows it", async () => {
    const { engine, asked, last } = anEngine();
    const store = openPreview("chart", engine);
    store.setFiles([file("Chart.yaml", "slow")]);
    await settle();
    store.setFiles([file("Chart.yaml", "newer")]);
    await vi.advanceTimersByTimeAsync(399);
    expect(asked[0]?.signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked[0]?.signal?.aborted).toBe(true);
    expect(asked).toHaveLength(2);
    last().answer(rendered("newer\n"));
    await settle();
    expect(store.read().phase).toBe("idle");
    expect(textOf(store.read().lastGood?.output)).toBe("newer\n");
  });

  it("CAT-17: a failed render keeps the last good output, marked stale, until one succeeds", async () => {
    const { engine, last } = anEngine();
    const store = openPreview("chart", engine);
    store.setFiles([file("Chart.yaml")]);
    await settle();
    last().answer(rendered("good\n"));
    await settle();
    store.setFiles([file("Chart.yaml", "broken")]);
    await vi.advanceTimersByTimeAsync(300);
    last().answer(failed);
    await settle();
    const { current, lastGood } = store.read();
    expect(current?.render).toMatchObject({ kind: "failed", failure: { path: "templates/a.yaml", line: 3 } });
    expect(lastGood?.isStale).toBe(true);
    expect(textOf(lastGood?.output)).toBe("good\n");
    store.setFiles([file("Chart.yaml", "mended")]);
    await vi.advanceTimersByTimeAsync(300);
    last().answer(rendered("mended\n"));
    await settle();
    expect(store.read().lastGood?.isStale).toBe(false);
  });

  it("NB-16: a limit is an answer like another: the next render works", async () => {
    const { engine, last } = anEngine();
    const store = openPreview("kustomize-base", engine);
    store.setFiles([file("kustomization.yaml")]);
    await settle();
    last().answer({ ...failed, failure: { ...failure, cause: "limit", limit: "time", path: null } });
    await settle();
    expect(store.read()).toMatchObject({ phase: "idle", lastGood: null });
    store.setFiles([file("kustomization.yaml", "smaller")]);
    await vi.advanceTimersByTimeAsync(4000);
    last().answer(rendered("kind: A\n"));
    await settle();
    expect(textOf(store.read().lastGood?.output)).toBe("kind: A\n");
  });

  it("charts are linted after they are rendered, and the run says when it is complete", async () => {
    const { engine, last } = anEngine();
    const store = openPreview("chart", engine);
    const seen: (boolean | undefined)[] = [];
    store.subscribe(() => seen.push(store.read().current?.isComplete));
    store.setFiles([file("Chart.yaml")]);
    await settle();
    last().answer(rendered("one\n"));
    await settle();
    expect(seen).toContain(false);
    expect(store.read().current).toMatchObject({ lint, isComplete: true });
  });

  it("GOH-22: sample values are rendered behind the shown one, each with its mark", async () => {
    const { engine, asked, last } = anEngine();
    const store = openPreview("chart", engine, { ...plainOptions, valueFiles: ["ci/a-values.yaml"] });
    store.setFiles(
      ["Chart.yaml", "ci/b-values.yaml", "ci/a-values.yaml", "charts/x/ci/c-values.yaml"].map((path) =>
        file(path),
      ),
    );
    await settle();
    expect(store.read().samples).toEqual([
      { path: "ci/a-values.yaml", state: "waiting", failure: null },
      { path: "ci/b-values.yaml", state: "waiting", failure: null },
    ]);
    last().answer(rendered("a\n"));
    await vi.advanceTimersByTimeAsync(700);
    // The shown one is not rendered again.
    expect(asked).toHaveLength(2);
    expect(last().input.options?.valueFiles).toEqual(["ci/b-values.yaml"]);
    last().answer(failed);
    await settle();
    expect(store.read().samples).toEqual([
      { path: "ci/a-values.yaml", state: "ok", failure: null },
      { path: "ci/b-values.yaml", state: "failed", failure },
    ]);
    expect(textOf(store.read().lastGood?.output)).toBe("a\n");
  });

  it("options reach the engine as flags, and change what is rendered", async () => {
    const { engine, last } = anEngine();
    const store = openPreview("chart", engine);
    store.setFiles([file("Chart.yaml")]);
    await settle();
    last().answer(rendered("one\n"));
    await settle();
    store.setOptions({
      ...plainOptions,
      releaseName: "shop",
      setLines: [
        { flag: "set", text: "a=1" },
        { flag: "set-string", text: "b=2" },
      ],
      ownValues: "replicas: 3\n",
      isFrozen: true,
    });
    await vi.advanceTimersByTimeAsync(300);
    expect(last().input).toMatchObject({
      options: { releaseName: "shop", set: ["a=1"], setString: ["b=2"] },
      extraValues: [{ text: "replicas: 3\n" }],
      isFrozen: true,
    });
  });

  it("says why there is no engine, and renders nothing", async () => {
    const { engine, asked } = anEngine(
      Promise.reject(new Error("The engine's file could not be loaded: 503.")),
    );
    const store = openPreview("chart", engine);
    store.setFiles([file("Chart.yaml")]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.read()).toMatchObject({
      phase: "broken",
      brokenBy: "The engine's file could not be loaded: 503.",
    });
    expect(asked).toHaveLength(0);
  });

  it("a draft without files renders nothing, and a closed preview says no more", async () => {
    const { engine, asked, last } = anEngine();
    const store = openPreview("manifest-bundle", engine);
    store.setFiles([]);
    await settle();
    expect(asked).toHaveLength(0);
    expect(store.read()).toMatchObject({ phase: "idle", current: null });
    store.setFiles([file("a.yaml")]);
    await settle();
    let heard = 0;
    store.subscribe(() => {
      heard += 1;
    });
    store.close();
    last().answer(rendered("late\n"));
    await settle();
    expect(heard).toBe(0);
  });
});
