import { engineJobsTotal, engineSeconds } from "#lib/metrics/metrics.ts";
import { Problem } from "#lib/problems/problem.ts";
import { compiledModule } from "./engine-files.ts";
import type { ResultOf, ServerJob } from "./host/engine-job.ts";
import type { EngineLimits } from "./host/engine-limits.ts";
import { EngineThread, type JobEnd } from "./host/engine-thread.ts";
import type { ModuleName } from "./host/warm-module.ts";
import { openThreadPort } from "./thread-port.ts";

export type LaneSettings = {
  name: "normal" | "large";
  threads: number;
  limits: EngineLimits;
  /** More than so many jobs do not wait. */
  mostWaiting: number;
  /** Threads without work end after this time. */
  idleMs: number;
};

/** For whom a job is done: they may have one in flight. */
export type JobFor = { person?: string | undefined; signal?: AbortSignal | undefined };

type Begin = (thread: EngineThread<ServerJob>) => void;

/** Threads that share a queue and limits. */
export class EngineLane {
  readonly limits: EngineLimits;
  readonly #settings: LaneSettings;
  readonly #threads: EngineThread<ServerJob>[];
  readonly #waiting: Begin[] = [];
  readonly #people = new Set<string>();
  #idle: NodeJS.Timeout | undefined;

  constructor(settings: LaneSettings) {
    this.#settings = settings;
    this.limits = settings.limits;
    this.#threads = Array.from({ length: settings.threads }, () => this.#makeThread());
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Does a job as soon as a thread is free.
   * @throws Problem "engine_busy" where too many wait, or this person does; the signal's reason when it is stopped
   */
  async run<J extends ServerJob>(
    job: J,
    needs: readonly ModuleName[],
    { person, signal }: JobFor,
  ): Promise<JobEnd<ResultOf<J>>> {
    signal?.throwIfAborted();
    this.#refuseWhenBusy(person);
    const labels = { op: job.op, lane: this.#settings.name };
    const stopTimer = engineSeconds.startTimer(labels);
    if (person !== undefined) this.#people.add(person);
    try {
      const end = await this.#queue((thread) => thread.run(job, needs, signal), signal);
      engineJobsTotal.inc({ ...labels, end: end.kind });
      return end;
    } finally {
      stopTimer();
      if (person !== undefined) this.#people.delete(person);
    }
  }

  /** Ends every thread, and what it is at. */
  end(): void {
    clearTimeout(this.#idle);
    this.#waiting.length = 0;
    for (const thread of this.#threads) thread.end();
  }

  #makeThread(): EngineThread<ServerJob> {
    const { limits } = this.#settings;
    return new EngineThread<ServerJob>({
      make: openThreadPort,
      limits,
      modules: async (names) => {
        const modules = await Promise.all(names.map((name) => compiledModule(name, limits.memoryMib)));
        return Object.fromEntries(names.map((name, index) => [name, modules[index]]));
      },
      onIdle: () => this.#next(),
    });
  }

  #refuseWhenBusy(person: string | undefined): void {
    const isTwice = person !== undefined && this.#people.has(person);
    if (!isTwice && this.#waiting.length < this.#settings.mostWaiting) return;
    throw new Problem("engine_busy", {
      detail: isTwice ? "You have a render in flight already." : "Too many renders wait for the engine.",
      headers: { "Retry-After": "2" },
    });
  }

  #queue<R>(
    work: (thread: EngineThread<ServerJob>) => Promise<R>,
    signal: AbortSignal | undefined,
  ): Promise<R> {
    return new Promise((resolve, reject) => {
      const begin: Begin = (thread) => work(thread).then(resolve, reject);
      signal?.addEventListener("abort", () => {
        const at = this.#waiting.indexOf(begin);
        if (at < 0) return;
        this.#waiting.splice(at, 1);
        reject(new DOMException("The render was stopped.", "AbortError"));
      });
      this.#waiting.push(begin);
      this.#next();
    });
  }

  #next(): void {
    clearTimeout(this.#idle);
    // A thread that is warm goes before one that would have to be started.
    const free = this.#threads.filter(({ isFree }) => isFree);
    const thread = free.find(({ isStarted }) => isStarted) ?? free[0];
    const begin = thread && this.#waiting.shift();
    if (begin) begin(thread);
    else this.#idle = setTimeout(() => this.#endIdle(), this.#settings.idleMs).unref();
  }

  #endIdle(): void {
    for (const thread of this.#threads) if (thread.isFree) thread.end();
  }
}
