import type { EngineJob, FromThread, ModuleSources, ResultOf, ToThread } from "./engine-job.ts";
import type { EngineLimits } from "./engine-limits.ts";
import type { ModuleName } from "./warm-module.ts";

/** A worker thread of Node or a Web Worker, as both are used here. */
export type ThreadPort<J> = {
  post: (message: ToThread<J>) => void;
  listen: (to: { message: (message: FromThread) => void; broken: (error: ThreadBroken) => void }) => void;
  /** Whether the thread keeps its process alive, where it can. */
  hold: (isHeld: boolean) => void;
  end: () => void;
};
/** Why a thread ended by itself. */
export type ThreadBroken = { isMemory: boolean; message: string };

export type ThreadSettings<J> = {
  make: () => ThreadPort<J> | Promise<ThreadPort<J>>;
  limits: EngineLimits;
  modules: (names: readonly ModuleName[]) => Promise<ModuleSources>;
  /** Called when the thread has nothing to do any more. */
  onIdle?: () => void;
};

/** How a job ended: with what it came to, at a limit of the thread, or with the thread's own end. */
export type JobEnd<R> =
  | { kind: "done"; result: R }
  | { kind: "limit"; limit: "time" | "memory" }
  | { kind: "crashed"; message: string };

type Running = {
  id: number;
  settle: (end: JobEnd<unknown>) => void;
  /** The thread broke once under this job already. */
  isSecondTry: boolean;
  isStarted: boolean;
  /** Nobody waits for it any more. */
  isAbandoned: boolean;
  again: () => void;
};

/** A job that nobody waits for any more may end within this time: a new thread costs more. */
const GRACE_MS = 250;

/**
 * A thread that does one job at a time. It is started when there is a job, ended at the time limit, and started anew
 * after that; a job under which it broke for no known reason gets a second one.
 */
export class EngineThread<J extends { op: string } = EngineJob> {
  readonly #settings: ThreadSettings<J>;
  readonly #compiled: Partial<Record<ModuleName, WebAssembly.Module>> = {};
  #port: Promise<ThreadPort<J>> | null = null;
  #running: Running | null = null;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #warmed: { resolve: () => void; reject: (error: Error) => void } | null = null;
  #lastId = 0;

  constructor(settings: ThreadSettings<J>) {
    this.#settings = settings;
  }

  get isFree(): boolean {
    return this.#running === null;
  }

  get isStarted(): boolean {
    return this.#port !== null;
  }

  /** Starts the thread and warms modules. @throws where they cannot be loaded */
  async warm(names: readonly ModuleName[]): Promise<void> {
    const port = await this.#start();
    const modules = await this.#sources(names);
    await new Promise<void>((resolve, reject) => {
      this.#warmed = { resolve, reject };
      port.post({ type: "warm", names, modules });
    });
  }

  /**
   * Does a job. Only one at a time: see `isFree`, which may stay false for a moment after a signal.
   * @throws the signal's reason when it is stopped
   */
  run<K extends J>(job: K, needs: readonly ModuleName[], signal?: AbortSignal): Promise<JobEnd<ResultOf<K>>> {
    if (this.#running) throw new Error("The thread is at work.");
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(reasonOf(signal));
        return;
      }
      const stop = () => {
        reject(reasonOf(signal));
        this.#abandon();
      };
      signal?.addEventListener("abort", stop, { once: true });
      this.#begin(job, needs, (end) => {
        signal?.removeEventListener("abort", stop);
        resolve(end as JobEnd<ResultOf<K>>); // What a job comes to is known by its `op`, which messages do not carry.
      });
    });
  }

  /** Ends the thread, and what it is at. */
  end(): void {
    this.#drop();
    this.#settle({ kind: "crashed", message: "The engine was ended." });
  }

  #begin(job: J, needs: readonly ModuleName[], settle: Running["settle"], isSecondTry = false): void {
    this.#lastId += 1;
    const id = this.#lastId;
    const again = () => this.#begin(job, needs, settle, true);
    this.#running = { id, settle, isSecondTry, isStarted: false, isAbandoned: false, again };
    this.#send(id, job, needs).catch((error: unknown) =>
      this.#broke({ isMemory: false, message: String(error) }),
    );
  }

  async #send(id: number, job: J, needs: readonly ModuleName[]): Promise<void> {
    const modules = await this.#sources(needs);
    const port = await this.#start();
    if (this.#running?.id !== id) return;
    port.hold(true);
    port.post({ type: "job", id, needs, modules, job });
  }

  /** What was compiled once is handed to the next thread as it is. */
  async #sources(names: readonly ModuleName[]): Promise<ModuleSources> {
    return { ...(await this.#settings.modules(names)), ...this.#compiled };
  }

  #start(): Promise<ThreadPort<J>> {
    this.#port ??= this.#open();
    return this.#port;
  }

  async #open(): Promise<ThreadPort<J>> {
    const port = await this.#settings.make();
    port.listen({
      message: (message) => this.#hear(message),
      broken: (error) => this.#broke(error),
    });
    port.post({ type: "start", limits: this.#settings.limits });
    return port;
  }

  #hear(message: FromThread): void {
    switch (message.type) {
      case "compiled":
        this.#compiled[message.name] = message.module;
        return;
      case "warmed":
        this.#warmed?.resolve();
        this.#warmed = null;
        return;
      case "started":
        if (message.id === this.#running?.id) this.#count(this.#running);
        return;
      case "done":
        if (message.id === this.#running?.id) this.#settle({ kind: "done", result: message.result });
        return;
      case "failed":
        if (message.id === null) this.#warmed?.reject(new Error(message.message));
        else if (message.id === this.#running?.id)
          this.#settle({ kind: "crashed", message: message.message });
    }
  }

  /** Loading and warming are not the job's time, and are not for nothing when it is abandoned. */
  #count(running: Running): void {
    running.isStarted = true;
    this.#limitTo(running.isAbandoned ? GRACE_MS : this.#settings.limits.timeMs);
  }

  #abandon(): void {
    if (!this.#running) return;
    this.#running.isAbandoned = true;
    if (this.#running.isStarted) this.#limitTo(GRACE_MS);
  }

  #limitTo(timeMs: number): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => {
      this.#drop();
      this.#settle({ kind: "limit", limit: "time" });
    }, timeMs);
  }

  #broke({ isMemory, message }: ThreadBroken): void {
    this.#drop();
    this.#warmed?.reject(new Error(message));
    this.#warmed = null;
    const running = this.#running;
    if (running && !isMemory && !running.isSecondTry && !running.isAbandoned) running.again();
    else this.#settle(isMemory ? { kind: "limit", limit: "memory" } : { kind: "crashed", message });
  }

  #settle(end: JobEnd<unknown>): void {
    clearTimeout(this.#deadline);
    const running = this.#running;
    this.#running = null;
    void this.#port?.then((port) => port.hold(this.#running !== null));
    running?.settle(end);
    this.#settings.onIdle?.();
  }

  #drop(): void {
    clearTimeout(this.#deadline);
    const port = this.#port;
    this.#port = null;
    port?.then(
      (opened) => opened.end(),
      () => {}, // It never came to be.
    );
  }
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException("The render was stopped.", "AbortError");
}
