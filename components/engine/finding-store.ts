import type { Finding } from "#lib/engine/schema.ts";
import type { CheckedRun } from "./checked-run.ts";
import { type FindingsState, nothingFoundYet } from "./findings-state.ts";
import { sayUnchecked } from "./say-unchecked.ts";

/** Finds in a worker; `close` ends it, whatever it is at. */
export type Finder = { find: (run: CheckedRun) => Promise<Finding[]>; close: () => void };

export const CHECK_LIMIT_MS = 20_000;

/**
 * Keeps the findings of the newest run. One check is at work at a time; of those asked for meanwhile only the last is
 * made. What an older check found stays in sight, marked stale, until a newer one ended.
 */
export class FindingStore {
  private readonly openFinder: () => Promise<Finder>;
  private readonly limitMs: number;
  private finder: Promise<Finder> | null = null;
  private state: FindingsState = nothingFoundYet;
  private newest: CheckedRun | null = null;
  private atWork: CheckedRun | null = null;
  private isClosed = false;
  private readonly listeners = new Set<() => void>();

  constructor(openFinder: () => Promise<Finder>, limitMs = CHECK_LIMIT_MS) {
    this.openFinder = openFinder;
    this.limitMs = limitMs;
  }

  readonly read = (): FindingsState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly check = (run: CheckedRun): void => {
    if (this.isClosed) return;
    this.newest = run;
    this.put({ ...this.state, phase: "checking", isStale: this.state.phase !== "waiting", failure: null });
    if (this.atWork === null) void this.work();
  };

  /** Checks the newest run again, after a failure. */
  readonly retry = (): void => {
    if (this.newest) this.check(this.newest);
  };

  readonly close = (): void => {
    this.isClosed = true;
    this.listeners.clear();
    this.drop();
  };

  private async work(): Promise<void> {
    for (
      let run = this.newest;
      run !== null && !this.isClosed;
      run = this.newest === run ? null : this.newest
    ) {
      this.atWork = run;
      const ended = await this.find(run);
      if (this.isClosed) return;
      this.tell(run, ended);
    }
    this.atWork = null;
  }

  private tell(run: CheckedRun, ended: Finding[] | string): void {
    const isStale = this.newest !== run;
    if (typeof ended === "string") {
      this.put({ ...this.state, phase: isStale ? "checking" : "failed", isStale: true, failure: ended });
      return;
    }
    const phase = isStale || run.samples === null ? "checking" : "checked";
    const findings = run.samples === null ? withKept(ended, this.state.findings) : ended;
    this.put({ phase, findings, isStale, unchecked: sayUnchecked(run), failure: null });
  }

  /** @returns what was found, or why the check did not end */
  private async find(run: CheckedRun): Promise<Finding[] | string> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<string>((resolve) => {
      timer = setTimeout(
        () => resolve(`Checking took longer than ${this.limitMs / 1000} s and was stopped.`),
        this.limitMs,
      );
    });
    try {
      this.finder ??= this.openFinder();
      const finding = this.finder.then((finder) => finder.find(run));
      const ended = await Promise.race([finding, limit]);
      if (typeof ended === "string") {
        // Its end comes late, or as a refusal because the worker was ended: nobody waits for it.
        finding.catch(() => undefined);
        this.drop();
      }
      return ended;
    } catch (error) {
      this.drop();
      return error instanceof Error ? error.message : "The check stopped without a reason.";
    } finally {
      clearTimeout(timer);
    }
  }

  private drop(): void {
    void this.finder?.then(
      (finder) => finder.close(),
      () => undefined,
    );
    this.finder = null;
  }

  private put(state: FindingsState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

/** As long as sample values are rendered anew, what they showed last stays in sight. */
function withKept(found: readonly Finding[], before: readonly Finding[]): Finding[] {
  return [...found, ...before.filter(({ samples }) => samples.length > 0)];
}
