import { env } from "#lib/env/env.ts";
import { log } from "#lib/log/log.ts";
import { sweepUploads } from "#lib/repositories/sweep-uploads.ts";

/** At the start of the server: what clients gave up more than a day ago goes. A failure is told and stops nothing. */
export async function sweepAtStart(): Promise<void> {
  try {
    // The embedded database belongs to the one process that holds the data folder's lock.
    const removed = await sweepUploads(env().DATABASE_URL === undefined);
    if (removed > 0) log.info({ removed }, "removed uploads that were given up");
  } catch (error) {
    log.error({ err: error }, "could not remove uploads that were given up");
  }
}
