import { db } from "#lib/db/database.ts";
import { log } from "#lib/log/log.ts";
import type { RateLimiter, Spending } from "./rate-limiter.ts";

/** How often what is old enough is told, and the least time between two statements. */
const EVERY_MS = 200;
const GAP_MS = 20;
const FORGET_EVERY_MS = 60_000;

type Owed = { address: string; owedMs: number };

/**
 * Adds what this process has seen to what all have, and reads what all have, in one statement for many addresses. Times
 * are the database's, so that the processes' clocks need not agree. In one order, so that two processes never wait for
 * each other in a circle.
 */
async function addSpending(batch: Spending[], costMs: number): Promise<Owed[]> {
  const keys = batch.map((one) => one.key);
  const counts = batch.map((one) => one.spent);
  const ages = batch.map((one) => one.sinceMs);
  return db().$queryRaw<Owed[]>`
    INSERT INTO "RateBalance" AS kept ("address", "spent", "fullAt")
    SELECT one.address, one.spent,
      clock_timestamp() + (one.spent * ${costMs}::float8 - one.age) * interval '1 millisecond'
    FROM unnest(${keys}::text[], ${counts}::int[], ${ages}::float8[]) AS one (address, spent, age)
    ORDER BY one.address
    ON CONFLICT ("address") DO UPDATE SET
      "spent" = EXCLUDED."spent",
      "fullAt" = GREATEST(
        EXCLUDED."fullAt",
        kept."fullAt" + EXCLUDED."spent" * ${costMs}::float8 * interval '1 millisecond')
    RETURNING "address", (extract(epoch FROM "fullAt" - clock_timestamp()) * 1000)::float8 AS "owedMs"`;
}

/** What all processes have spent of these budgets, in milliseconds until each is whole; those of which nothing is owed are left out. */
export async function readOwed(addresses: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (addresses.length === 0) return new Map();
  const rows = await db().$queryRaw<Owed[]>`
    SELECT "address", (extract(epoch FROM "fullAt" - clock_timestamp()) * 1000)::float8 AS "owedMs"
    FROM "RateBalance" WHERE "address" = ANY (${[...addresses]}::text[])`;
  return new Map(rows.filter(({ owedMs }) => owedMs > 0).map(({ address, owedMs }) => [address, owedMs]));
}

/** The same of one address; 0 where nothing is owed. */
export async function readOwedMs(address: string): Promise<number> {
  return (await readOwed([address])).get(address) ?? 0;
}

async function settle(limiter: RateLimiter): Promise<void> {
  const batch = limiter.takeSpending();
  if (batch.length === 0) return;
  const startedAt = performance.now();
  try {
    const owed = await addSpending(batch, limiter.costMs);
    const tookMs = performance.now() - startedAt;
    for (const { address, owedMs } of owed) limiter.learn(address, owedMs, tookMs);
  } catch (error) {
    // Each process limits by what it has seen itself until the database answers again.
    limiter.giveBack(batch);
    log.warn({ err: error, addresses: batch.length }, "rate limits are not shared just now");
  }
}

/** Rows of which nothing is owed say nothing. */
async function forgetWhole(): Promise<void> {
  // What somebody writes to just now is not whole any more.
  await db().$executeRaw`
    DELETE FROM "RateBalance" WHERE "address" IN (
      SELECT "address" FROM "RateBalance" WHERE "fullAt" < clock_timestamp() FOR UPDATE SKIP LOCKED)`;
}

/**
 * Shares a limiter's balances with the other processes: in batches, never with a request. @returns what is called after
 * each request that was charged
 */
export function shareBalances(limiter: RateLimiter): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isUrgent = false;
  let isBusy = false;
  let forgotAt = performance.now();

  async function run(): Promise<void> {
    timer = undefined;
    isBusy = true;
    await settle(limiter);
    if (performance.now() - forgotAt > FORGET_EVERY_MS) {
      forgotAt = performance.now();
      await forgetWhole().catch((error: unknown) => log.warn({ err: error }, "old balances stay"));
    }
    isBusy = false;
    arm();
  }

  function arm(): void {
    if (isBusy || !limiter.hasUntold) return;
    if (timer !== undefined && (isUrgent || !limiter.isUrgent)) return;
    clearTimeout(timer);
    isUrgent = limiter.isUrgent;
    timer = setTimeout(() => void run(), isUrgent ? GAP_MS : EVERY_MS).unref();
  }
  return arm;
}
