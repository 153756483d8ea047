import { on } from "node:events";
import { Worker } from "node:worker_threads";
import { processWide } from "#lib/env/process-wide.ts";
import { Problem } from "#lib/problems/problem.ts";
import { type ParsedManifest, parseManifest } from "./parse-manifest.ts";
import type { ManifestAnswer, ManifestPiece } from "./workers/manifest-pieces.ts";

/** Reading so much takes some milliseconds, whatever is in it: less than a thread takes to start. */
const MAX_BYTES_HERE = 64 * 1024;
const LIMITS = { maxOldGenerationSizeMb: 256, stackSizeMb: 4 };
const FILE = `${import.meta.dirname}/workers/manifest-worker.ts`;

/** One large manifest is read at a time: nobody fills the memory with threads. */
const line = () => processWide("repositories.large-manifests", () => ({ last: Promise.resolve() }));

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const queue = line();
  const before = queue.last;
  const { promise, resolve } = Promise.withResolvers<void>();
  queue.last = promise;
  await before;
  try {
    return await work();
  } finally {
    resolve();
  }
}

async function readElsewhere(body: Buffer, contentType: string | null): Promise<ParsedManifest> {
  const worker = new Worker(FILE, { workerData: { body, contentType }, resourceLimits: LIMITS });
  try {
    const messages = on(worker, "message");
    // The worker's side says which of the two comes.
    const next = async <T>(): Promise<T> => (await messages.next()).value?.[0] as T;
    const answer = await next<ManifestAnswer>();
    if ("refusal" in answer) throw new Problem(answer.refusal.code, { detail: answer.refusal.detail });
    const { frame } = answer;
    const annotations: [string, string][] = [];
    for (;;) {
      worker.postMessage("next");
      const piece = await next<ManifestPiece | null>();
      if (piece === null) return { ...frame, annotations: Object.fromEntries(annotations) };
      frame.layers.push(...(piece.layers ?? []));
      frame.manifests.push(...(piece.manifests ?? []));
      annotations.push(...(piece.annotations ?? []));
    }
  } finally {
    await worker.terminate();
  }
}

/**
 * Reads a manifest as it was sent; a large one on a thread of its own, so that nobody waits for it (X15).
 * @throws Problem "manifest_invalid" with the field that is wrong
 */
export async function readManifest(body: Buffer, contentType: string | null): Promise<ParsedManifest> {
  if (body.length <= MAX_BYTES_HERE) return parseManifest(body, contentType);
  return inTurn(() => readElsewhere(body, contentType));
}
