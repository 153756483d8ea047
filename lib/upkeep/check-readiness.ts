import { db } from "#lib/db/database.ts";
import { asProblem } from "#lib/problems/problem.ts";
import { blobStore } from "#lib/storage/blob-store.ts";

export type Readiness = { ready: boolean; missing: string[] };

/** Enough for a slow disk; a database that takes longer is not ready. */
const TIMEOUT_MS = 3000;

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether this process can do its work: the database is migrated and answers, the blob store can be written. */
export async function checkReadiness(): Promise<Readiness> {
  const checks: [string, () => Promise<unknown>][] = [
    ["database", () => db().org.count()],
    ["blob store", () => blobStore().probe()],
  ];
  const outcomes = await Promise.all(
    checks.map(async ([name, check]) => {
      try {
        await within(check());
        return null;
      } catch (error) {
        return `${name} (${asProblem(error).code})`;
      }
    }),
  );
  const missing = outcomes.filter((name) => name !== null);
  return { ready: missing.length === 0, missing };
}
