import type { SampleRender } from "#lib/engine/findings/sample-findings.ts";
import { samplesOf } from "#lib/engine/findings/sample-values.ts";
import type { LintInput, LintOutcome, RenderInput, RenderOutcome, TreeEntry } from "#lib/engine/types.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { type PreviewOptions, plainOptions, renderInputOf, templateOptionsOf } from "./preview-options.ts";
import type { PreviewRun, PreviewState, SampleState } from "./preview-state.ts";
import { withSample } from "./sample-values.ts";

/** The part of the browser's engine that a preview uses. An aborted call rejects, and its worker is ended. */
export type PreviewEngine = {
  ready: Promise<void>;
  render(input: RenderInput, signal?: AbortSignal): Promise<RenderOutcome>;
  lint(input: LintInput, signal?: AbortSignal): Promise<LintOutcome>;
};

export type PreviewStore = {
  subscribe(listener: () => void): () => void;
  read(): PreviewState;
  /** The working files. Give the same entry objects for what did not change: only others are handed on. */
  setFiles(files: readonly TreeEntry[]): void;
  setOptions(options: PreviewOptions): void;
  /** Shows what the server rendered of `files`, until something changes. */
  showServerRender(files: readonly TreeEntry[], render: RenderOutcome): void;
  close(): void;
};

/** After the last key (ENG-38); longer where the last render took longer, up to a bound that still feels alive. */
const AFTER_TYPING_MS = 300;
const AFTER_TYPING_AT_MOST_MS = 4000;
/** Work that is outdated but about to end costs less than the new worker that ending it would cost. */
const MAY_END_MS = 400;
/** Samples wait until typing has rested, since the engine does one thing at a time. */
const SAMPLES_AFTER_MS = 700;

/** So much is handed to the check of findings at once: copying it is done where keys are heard. */
const MOST_SAMPLE_BYTES = 8 * 1024 ** 2;

type Turn = {
  readonly number: number;
  readonly abort: AbortController;
  ended: Promise<void>;
  /** Nothing is asked of the engine at the moment. */
  isResting: boolean;
};

/**
 * Renders the working files as they change: one render at a time, in the engine's worker, the newest last. Nothing here
 * waits for typing to be handled, nor the other way round.
 */
export function openPreview(
  kind: ArtifactKind,
  engine: PreviewEngine,
  options: PreviewOptions = plainOptions,
): PreviewStore {
  const listeners = new Set<() => void>();
  let state: PreviewState = {
    phase: "starting",
    brokenBy: null,
    isOutdated: true,
    current: null,
    lastGood: null,
    options,
    samples: [],
  };
  let files: readonly TreeEntry[] | null = null;
  let isReady = false;
  let isClosed = false;
  let newest = 0;
  let turn: Turn | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastRenderMs = 0;

  const set = (change: Partial<PreviewState>) => {
    if (isClosed) return;
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  engine.ready.then(
    () => {
      isReady = true;
      set({ phase: "idle" });
      if (files !== null) plan();
    },
    (cause: unknown) => breakDown(cause),
  );

  function breakDown(cause: unknown): void {
    set({ phase: "broken", brokenBy: cause instanceof Error ? cause.message : String(cause) });
  }

  function plan(): void {
    newest += 1;
    clearTimeout(timer);
    if (!state.isOutdated) set({ isOutdated: true });
    if (!isReady || isClosed) return;
    const waitMs = state.current === null ? 0 : afterTypingMs(lastRenderMs);
    timer = setTimeout(() => void begin(newest), waitMs);
  }

  async function begin(number: number): Promise<void> {
    if (turn) {
      const outdated = turn;
      const patience = setTimeout(() => outdated.abort.abort(), outdated.isResting ? 0 : MAY_END_MS);
      await outdated.ended;
      clearTimeout(patience);
    }
    if (number !== newest || isClosed || files === null || state.phase === "broken") return;
    const next: Turn = { number, abort: new AbortController(), ended: Promise.resolve(), isResting: false };
    turn = next;
    next.ended = work(next, files, state.options).finally(() => {
      if (turn === next) turn = null;
      if (number === newest && state.phase === "rendering") set({ phase: "idle" });
    });
  }

  const isOutdated = (one: Turn) => one.number !== newest || isClosed;

  async function work(one: Turn, now: readonly TreeEntry[], options: PreviewOptions): Promise<void> {
    const { signal } = one.abort;
    try {
      if (now.length === 0) {
        set({ current: null, lastGood: null, samples: [], isOutdated: false });
        return;
      }
      const samples = kind === "chart" ? samplesOf(now.map((file) => file.path)) : [];
      set({ phase: "rendering", samples: samples.map(waiting) });
      const render = await engine.render(renderInputOf(kind, now, options), signal);
      lastRenderMs = render.renderMs;
      const run: PreviewRun = {
        files: now,
        options,
        render,
        lint: null,
        isComplete: kind !== "chart",
        samples: noneOf(samples),
        place: "browser",
      };
      take(run, isOutdated(one));
      if (kind !== "chart" || isOutdated(one)) return;
      const lint = await engine.lint({ files: now, options: lintOptionsOf(options) }, signal);
      const linted = { ...run, lint, isComplete: true };
      set({ current: linted });
      if (isOutdated(one)) return;
      set({ phase: "idle" });
      await renderSamples(one, now, linted);
    } catch (error) {
      // Whoever aborted has something newer in hand.
      if (!signal.aborted) breakDown(error);
    }
  }

  function take(run: PreviewRun, isOld: boolean): void {
    const { files: made, render } = run;
    const lastGood =
      render.kind === "rendered"
        ? { files: made, output: render.output, isStale: false }
        : state.lastGood && { ...state.lastGood, isStale: true };
    set({ current: run, lastGood, isOutdated: isOld });
  }

  async function renderSamples(one: Turn, now: readonly TreeEntry[], run: PreviewRun): Promise<void> {
    if (state.samples.length === 0) return;
    one.isResting = true;
    await resting(SAMPLES_AFTER_MS, one.abort.signal);
    one.isResting = false;
    const others: SampleRender[] = [];
    for (const { path } of state.samples) {
      if (isOutdated(one)) return;
      const options = withSample(run.options, path);
      const isShown = options.valueFiles.join("\n") === run.options.valueFiles.join("\n");
      const render = isShown
        ? run.render
        : await engine.render(renderInputOf(kind, now, options), one.abort.signal);
      const done = markOf(path, render);
      set({ samples: state.samples.map((sample) => (sample.path === path ? done : sample)) });
      if (!isShown) others.push({ path, render });
    }
    if (!isOutdated(one)) set({ current: { ...run, samples: withinBytes(others) } });
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => state,
    setFiles: (next) => {
      if (next === files) return;
      files = next;
      plan();
    },
    setOptions: (next) => {
      set({ options: next });
      if (files !== null) plan();
    },
    showServerRender: (made, render) => {
      const run = { files: made, options: state.options, render, lint: null, isComplete: true, samples: [] };
      take({ ...run, place: "server" }, made !== files);
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      turn?.abort.abort();
      listeners.clear();
    },
  };
}

/** Waits, unless something newer comes: then there is nothing to wait for. */
function resting(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const rested = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(rested);
      resolve();
    });
  });
}

/** Twice the last render, within its bounds. */
export function afterTypingMs(lastRenderMs: number): number {
  return Math.min(AFTER_TYPING_AT_MOST_MS, Math.max(AFTER_TYPING_MS, lastRenderMs * 2));
}

function markOf(path: string, render: RenderOutcome): SampleState {
  return render.kind === "rendered"
    ? { path, state: "ok", failure: null }
    : { path, state: "failed", failure: render.failure };
}

function withinBytes(samples: readonly SampleRender[]): SampleRender[] {
  let bytes = 0;
  return samples.map(({ path, render }) => {
    bytes += render.kind === "rendered" ? render.output.length : 0;
    return { path, render: bytes > MOST_SAMPLE_BYTES ? tooMuch(render) : render };
  });
}

/** A sample whose output is not handed on, and says so among the findings. */
function tooMuch({ stderr, exitCode, engine, renderMs }: RenderOutcome): RenderOutcome {
  const message = "What it renders to was not checked: with the samples before it that is more than 8 MB.";
  const failure = { cause: "limit", limit: "output", message, path: null, line: null, column: null } as const;
  return { kind: "failed", failure, stderr, exitCode, engine, renderMs };
}

/** Without sample values there is nothing to wait for. */
const noneOf = (paths: readonly string[]) => (paths.length === 0 ? [] : null);

const waiting = (path: string): SampleState => ({ path, state: "waiting", failure: null });

/** `helm lint` takes the same values, and knows no release. */
function lintOptionsOf(options: PreviewOptions): NonNullable<LintInput["options"]> {
  const { namespace, kubeVersion, valueFiles, setJson, set, setString, setFile, setLiteral } =
    templateOptionsOf(options);
  const lines = { valueFiles, setJson, set, setString, setFile, setLiteral };
  return { namespace, ...(kubeVersion === undefined ? {} : { kubeVersion }), ...lines };
}
