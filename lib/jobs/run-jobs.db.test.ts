import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { db, sql } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { defineJob } from "./define-job.ts";
import { enqueue } from "./enqueue.ts";
import { takeAndDie } from "./fixtures.ts";
import { queueShelf } from "./queue.ts";
import { type JobWork, type RunningJobs, runJobs, withHandler } from "./run-jobs.ts";

const payload = z.strictObject({ about: z.string() });
const aJob = (retries: number) =>
  defineJob({
    name: `tests.${crypto.randomUUID()}`,
    payload,
    retries,
    retryDelaySeconds: 0,
    leaseSeconds: 10,
    timeLimitSeconds: 60,
  });

const running: RunningJobs[] = [];
const start = async (...works: JobWork[]) => {
  const jobs = await runJobs(works, { pollSeconds: 0.5 });
  running.push(jobs);
  return jobs;
};
afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.stop(1000);
});

const until = (truth: () => void) => vi.waitFor(truth, { timeout: 20_000, interval: 50 });
const inTransaction = (job: ReturnType<typeof aJob>, about: string) =>
  db().$transaction((tx) => enqueue(tx, job, { about }));

/** As the minutes would do in which nobody has heard of a killed process. */
const passLease = (name: string) =>
  db().$executeRaw(
    sql`UPDATE "jobs"."job" SET heartbeat_on = now() - interval '1 hour' WHERE name = ${name}`,
  );

describe("a job", () => {
  it("runs once, with what it was told, after the transaction that asked for it", async () => {
    const job = aJob(0);
    const ran: string[] = [];
    await start(withHandler(job, { run: async ({ about }) => void ran.push(about), giveUp: async () => {} }));
    await db().$transaction(async (tx) => {
      await enqueue(tx, job, { about: "committed" });
      // Another job, asked for later and committed at once, is there before it.
      await inTransaction(job, "first");
      await until(() => expect(ran).toEqual(["first"]));
    });
    await until(() => expect(ran).toEqual(["first", "committed"]));
  });

  it("is not there when the transaction that asked for it is undone", async () => {
    const job = aJob(0);
    const ran: string[] = [];
    await expect(
      db().$transaction(async (tx) => {
        await enqueue(tx, job, { about: "undone" });
        throw new Error("the deed failed");
      }),
    ).rejects.toThrow("the deed failed");
    await start(withHandler(job, { run: async ({ about }) => void ran.push(about), giveUp: async () => {} }));
    await inTransaction(job, "after");
    await until(() => expect(ran).toEqual(["after"]));
  });

  it("is refused at once when it is told something else than it takes", async () => {
    // @ts-expect-error: the payload is wrong on purpose.
    await expect(db().$transaction((tx) => enqueue(tx, aJob(0), { about: 1 }))).rejects.toThrow();
  });

  it("is tried again after it failed", async () => {
    const job = aJob(2);
    const tries: string[] = [];
    const run = async ({ about }: { about: string }) => {
      tries.push(about);
      if (tries.length < 3) throw new Error("not yet");
    };
    const gaveUp = vi.fn(async () => {});
    await start(withHandler(job, { run, giveUp: gaveUp }));
    await inTransaction(job, "again");
    await until(() => expect(tries).toEqual(["again", "again", "again"]));
    expect(gaveUp).not.toHaveBeenCalled();
  });

  it("is tried again after the process that worked at it was killed", async () => {
    const job = aJob(1);
    const ran: string[] = [];
    await inTransaction(job, "left behind");
    await takeAndDie(job);
    await passLease(job.name);
    await start(withHandler(job, { run: async ({ about }) => void ran.push(about), giveUp: async () => {} }));
    await queueShelf().runner?.supervise(job.name);
    await until(() => expect(ran).toEqual(["left behind"]));
  });

  it("is tried again by the next process when this one stops while it runs", async () => {
    const job = aJob(1);
    const seen: AbortSignal[] = [];
    const forever = async (_: unknown, signal: AbortSignal) => {
      seen.push(signal);
      await new Promise((done) => signal.addEventListener("abort", done));
    };
    const first = await start(withHandler(job, { run: forever, giveUp: async () => {} }));
    await inTransaction(job, "interrupted");
    await until(() => expect(seen).toHaveLength(1));
    await first.stop(1);
    expect(seen[0]?.aborted).toBe(true);
    const ran: string[] = [];
    await start(withHandler(job, { run: async ({ about }) => void ran.push(about), giveUp: async () => {} }));
    await until(() => expect(ran).toEqual(["interrupted"]));
  });

  it("gives up after its last try, with the reason of a refusal, and without the text of a fault", async () => {
    const refused = aJob(0);
    const broken = aJob(1);
    const reasons: Record<string, string> = {};
    const giveUp = async ({ about }: { about: string }, reason: string) => {
      reasons[about] = reason;
    };
    await start(
      withHandler(refused, {
        run: async () => {
          throw new Problem("file_unknown", { detail: "there is no values.yaml" });
        },
        giveUp,
      }),
      withHandler(broken, {
        run: async () => {
          throw new Error("password of the database: hunter2");
        },
        giveUp,
      }),
    );
    await inTransaction(refused, "refused");
    await inTransaction(broken, "broken");
    await until(() =>
      expect(reasons).toEqual({
        refused: "there is no such file: there is no values.yaml",
        broken: "something broke on our side",
      }),
    );
  });

  it("gives up with words when the process was killed in its last try", async () => {
    const job = aJob(0);
    const reasons: string[] = [];
    await inTransaction(job, "left behind");
    await takeAndDie(job);
    await passLease(job.name);
    await start(
      withHandler(job, {
        run: async () => {},
        giveUp: async (_, reason) => void reasons.push(reason),
      }),
    );
    await queueShelf().runner?.supervise(job.name);
    await until(() => expect(reasons).toEqual(["the server process that worked at it ended"]));
  });
});
