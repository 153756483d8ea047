import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { WorkerDone, WorkerTask } from "./parity-worker.ts";

const MOST_WORKERS = 4;

/** Runs tasks in threads, each with engines of its own that stay warm. @param onDone is called as they end, in any order */
export async function runCases(
  tasks: readonly Omit<WorkerTask, "at">[],
  onDone: (done: WorkerDone) => void,
): Promise<void> {
  const waiting = tasks.map((task, at) => ({ ...task, at }));
  const threads = Math.min(MOST_WORKERS, availableParallelism(), waiting.length);
  await Promise.all(Array.from({ length: threads }, () => runThread(waiting, onDone)));
}

async function runThread(waiting: WorkerTask[], onDone: (done: WorkerDone) => void): Promise<void> {
  const worker = new Worker(path.join(import.meta.dirname, "parity-worker.ts"));
  try {
    for (let task = waiting.shift(); task; task = waiting.shift()) onDone(await ask(worker, task));
  } finally {
    await worker.terminate();
  }
}

function ask(worker: Worker, task: WorkerTask): Promise<WorkerDone> {
  return new Promise((resolve, reject) => {
    worker.removeAllListeners();
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`A thread ended with ${code} at ${task.one.id}.`)));
    worker.postMessage(task);
  });
}
