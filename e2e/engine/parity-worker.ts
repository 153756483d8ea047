import { parentPort } from "node:worker_threads";
import { PathEngine } from "#lib/engine/path-engine.ts";
import { causeOf } from "./causes.ts";
import { compareRecorded } from "./compare-recorded.ts";
import { compareRuns } from "./compare-runs.ts";
import type { CorpusCase } from "./corpus-cases.ts";
import { runNative } from "./native-runs.ts";
import { runOurs } from "./our-runs.ts";
import type { Mode, ParityCase, Ran, Verdict } from "./parity-case.ts";
import { digestRun, type RunDigest } from "./run-digest.ts";

/** What native is compared by: a run that is kept, one to be made now, what the corpus holds, or a digest where it cannot be run. */
export type Against =
  | { by: "native"; kept: Ran | null }
  | { by: "corpus" }
  | { by: "digest"; digest: RunDigest | null; inputs: string };
export type WorkerTask = { at: number; one: ParityCase; mode: Mode; against: Against };
export type WorkerDone = { at: number; verdict: Verdict; native: Ran | null; ourMs: number };

/** How a Go program exits that panics. */
const PANIC = 2;

const engines: Record<Mode, PathEngine> = {
  rollback: new PathEngine({ isFresh: false }),
  fresh: new PathEngine({ isFresh: true }),
};

async function compareCase({ at, one, mode, against }: WorkerTask): Promise<WorkerDone> {
  const native = against.by === "native" ? (against.kept ?? runNative(one)) : null;
  const startedAt = performance.now();
  const ours = await runOurs(engines[mode], one);
  const ourMs = performance.now() - startedAt;
  const verdict = judge(one, ours, against, native);
  return { at, verdict, native, ourMs };
}

function judge(one: ParityCase, ours: Ran, against: Against, native: Ran | null): Verdict {
  switch (against.by) {
    case "corpus": {
      // The runner hands over a corpus case whole.
      const verdict = compareRecorded(one as CorpusCase, ours);
      const failed = { status: 1, stdout: Buffer.alloc(0), stderr: "" };
      return verdict.kind === "different" ? explained(verdict, causeOf(one, failed, ours)) : verdict;
    }
    case "digest":
      return judgeDigest(one, ours, against);
    case "native": {
      if (!native) throw new Error("Native was not run.");
      const verdict = compareRuns(ours, asRan(native), () => runNative(one));
      return verdict.kind === "different" ? explained(verdict, causeOf(one, native, ours)) : verdict;
    }
  }
}

const explained = (verdict: Verdict, cause: string | null): Verdict =>
  cause === null ? verdict : { kind: "explained", cause };

function judgeDigest(
  one: ParityCase,
  ours: Ran,
  { digest, inputs }: Extract<Against, { by: "digest" }>,
): Verdict {
  const mine = digestRun(one, inputs, ours);
  const status = Number.parseInt(digest ?? "-1", 10);
  if (digest?.endsWith("~") && status === ours.status) return { kind: "volatile" };
  if (digest === mine) return { kind: "equal" };
  const difference: Verdict = { kind: "different", what: "digest", expected: digest ?? "none", got: mine };
  const native = { status, stdout: Buffer.alloc(0), stderr: status === PANIC ? "panic: \n" : "" };
  return digest === null ? difference : explained(difference, causeOf(one, native, ours));
}

/** A buffer that came from another thread is a plain array of bytes. */
const asRan = (ran: Ran): Ran => ({ ...ran, stdout: Buffer.from(ran.stdout) });

parentPort?.on("message", (task: WorkerTask) => {
  const one = task.one;
  if ("recorded" in one) restoreBuffers(one as CorpusCase);
  compareCase(task).then(
    (done) => parentPort?.postMessage(done),
    (error: unknown) => {
      const got = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const verdict = { kind: "different", what: "it threw", expected: "an answer", got } as const;
      parentPort?.postMessage({ at: task.at, verdict, native: null, ourMs: 0 } satisfies WorkerDone);
    },
  );
});

function restoreBuffers({ recorded }: CorpusCase): void {
  if (recorded.kind === "output") recorded.stdout = Buffer.from(recorded.stdout);
}
