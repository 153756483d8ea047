import type { Worker } from "node:worker_threads";
import { onShelf, processWide } from "#lib/env/process-wide.ts";
import type { GateInput } from "../kinds/kind-rules.ts";
import type { GateAnswer } from "./gate-answer.ts";

export type WorkerOutcome =
  | GateAnswer
  | { kind: "given-up"; why: "takes too long" | "takes too much memory" };

const WORKERS = 2;
const DEADLINE_MS = 30_000;
const IDLE_MS = 30_000;
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

// Node runs this file as it stands and so knows where it lies; a bundle of it does not, and asks for what Node's copy,
// which the server loads first, has left here.
const here: string | undefined = import.meta.dirname;
if (here !== undefined) processWide("catalog.gate-worker", () => `${here}/gate-worker.ts`);

function workerFile(): string {
  const file = onShelf<string>("catalog.gate-worker");
  if (file === undefined) throw new Error("The file of the gate's thread is known to the server only.");
  return file;
}

// Asked for at run time: a bundler that sees a Worker made wants to bundle whatever it could run.
const threads = () => process.getBuiltinModule("node:worker_threads");

type Job = { input: GateInput; done: (outcome: WorkerOutcome) => void; failed: (error: unknown) => void };

/** One thread that checks one set of files at a time; it is made when there is work, and ends when there is none. */
class GateThread {
  readonly #onFree: () => void;
  #worker: Worker | null = null;
  #job: Job | null = null;
  #deadline: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(onFree: () => void) {
    this.#onFree = onFree;
  }

  get isFree(): boolean {
    return this.#job === null;
  }

  run(job: Job): void {
    this.#job = job;
    clearTimeout(this.#idle);
    const worker = this.#worker ?? this.#start();
    worker.ref();
    this.#deadline = setTimeout(() => this.#giveUp("takes too long"), DEADLINE_MS);
    worker.postMessage(job.input);
  }

  #start(): Worker {
    const worker = new (threads().Worker)(workerFile(), { resourceLimits: LIMITS });
    worker.on("message", (answer: GateAnswer) => this.#finish((job) => job.done(answer)));
    worker.on("error", (error: Error & { code?: string }) => {
      this.#worker = null;
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") this.#giveUp("takes too much memory");
      else this.#finish((job) => job.failed(error));
    });
    this.#worker = worker;
    return worker;
  }

  #giveUp(why: "takes too long" | "takes too much memory"): void {
    const worker = this.#worker;
    this.#worker = null;
    worker?.removeAllListeners();
    // It is being ended: what it still meets, such as the end of its memory, is not the next job's.
    worker?.on("error", () => {});
    void worker?.terminate();
    this.#finish((job) => job.done({ kind: "given-up", why }));
  }

  #finish(tell: (job: Job) => void): void {
    const job = this.#job;
    clearTimeout(this.#deadline);
    this.#job = null;
    this.#worker?.unref();
    this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
    if (job) tell(job);
    this.#onFree();
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = null;
  }
}

class GatePool {
  readonly #waiting: Job[] = [];
  readonly #threads = Array.from({ length: WORKERS }, () => new GateThread(() => this.#next()));

  add(job: Job): void {
    this.#waiting.push(job);
    this.#next();
  }

  #next(): void {
    const thread = this.#threads.find(({ isFree }) => isFree);
    const job = thread && this.#waiting.shift();
    if (job) thread.run(job);
  }
}

/** Checks files by the gate of their kind in a thread with a deadline and a bound on its memory. */
export function runInWorker(input: GateInput): Promise<WorkerOutcome> {
  const pool = processWide("catalog.gate-pool", () => new GatePool());
  return new Promise((done, failed) => pool.add({ input, done, failed }));
}
