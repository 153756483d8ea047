import type { z } from "zod";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { newId } from "#lib/ids/ids.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import type { JobHandler } from "#lib/jobs/run-jobs.ts";
import { log } from "#lib/log/log.ts";
import { asProblem } from "#lib/problems/problem.ts";
import { type CollectOptions, type CollectReport, collectUnused } from "./collect.ts";
import { collectJob } from "./collect-job.ts";

const DAY_MS = 24 * 3600 * 1000;
/** A new server has other things to do first. */
const FIRST_LOOK_MS = 10 * 60 * 1000;
const LOOK_MS = 3600 * 1000;
/** Lock of those who ask: of several processes one does. */
const ASK_LOCK = 4_218_314;

type Asked = { askedBy: "schedule" | "command"; graceMs: number; isDryRun: boolean };

const newRun = ({ askedBy, graceMs, isDryRun }: Asked, state: "queued" | "running") => ({
  id: newId("col"),
  askedBy,
  state,
  dryRun: isDryRun,
  graceSeconds: Math.round(graceMs / 1000),
  createdAt: clock.now(),
});

async function carryOut(id: string, options: CollectOptions): Promise<CollectReport> {
  await db().collectionRun.update({
    where: { id },
    data: { state: "running", startedAt: clock.now() },
    select: { id: true },
  });
  const report = await collectUnused(options);
  await db().collectionRun.update({
    where: { id },
    data: {
      state: "done",
      finishedAt: clock.now(),
      counts: report.counts,
      freedBytes: BigInt(report.freedBytes),
      error: null,
    },
    select: { id: true },
  });
  return report;
}

async function markFailed(id: string, reason: string): Promise<void> {
  await db().collectionRun.updateMany({
    where: { id, state: { in: ["queued", "running"] } },
    data: { state: "failed", finishedAt: clock.now(), error: reason },
  });
}

/** Collects now, and leaves a row that says when, how much, and how it ended. */
export async function runCollection(options: CollectOptions): Promise<CollectReport> {
  const run = newRun({ askedBy: "command", ...options }, "running");
  await db().collectionRun.create({ data: run, select: { id: true } });
  try {
    return await carryOut(run.id, options);
  } catch (error) {
    await markFailed(run.id, asProblem(error).message);
    throw error;
  }
}

/** Asks for the collection of the day, unless somebody has within the last one. @returns whether it was asked for */
export async function askForCollection(graceMs: number): Promise<boolean> {
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${ASK_LOCK}::bigint)::text`;
    const last = await tx.collectionRun.findFirst({
      where: { askedBy: "schedule", createdAt: { gt: addMs(clock.now(), -DAY_MS) } },
      select: { id: true },
    });
    if (last) return false;
    const run = newRun({ askedBy: "schedule", graceMs, isDryRun: false }, "queued");
    await tx.collectionRun.create({ data: run, select: { id: true } });
    await enqueue(tx, collectJob, { runId: run.id });
    return true;
  });
}

export const collectHandler: JobHandler<typeof collectJob.payload> = {
  run: async ({ runId }: z.output<typeof collectJob.payload>, signal) => {
    const run = await db().collectionRun.findUniqueOrThrow({
      where: { id: runId },
      select: { graceSeconds: true, dryRun: true },
    });
    const { counts, freedBytes } = await carryOut(runId, {
      graceMs: run.graceSeconds * 1000,
      isDryRun: run.dryRun,
      signal,
    });
    log.info({ ...counts, freedBytes }, "collected what nothing uses");
  },
  giveUp: ({ runId }, reason) => markFailed(runId, reason),
};

/** Asks once a day, for as long as this process works at jobs. @returns a function that stops asking */
export function askDaily(): () => void {
  const graceMs = env().CHARTROOM_COLLECTION_GRACE;
  if (graceMs === null) return () => {};
  const ask = () =>
    void askForCollection(graceMs).catch((error: unknown) =>
      log.error({ err: error }, "could not ask for the collection of the day"),
    );
  const first = setTimeout(ask, FIRST_LOOK_MS).unref();
  const further = setInterval(ask, LOOK_MS).unref();
  return () => {
    clearTimeout(first);
    clearInterval(further);
  };
}
