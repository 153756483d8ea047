import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { log } from "#lib/log/log.ts";

const EVERY_MS = 5 * 60_000;

/** Sessions that are being written: a page asks several times at once. */
const writing = () => processWide("auth.seen", () => new Map<string, Promise<void>>());

async function write(id: string, address: string): Promise<void> {
  const now = clock.now();
  // Another process may have written just before: the condition keeps it at one in five minutes for all of them.
  const where = { id, endedAt: null, seenAt: { lte: addMs(now, -EVERY_MS) } };
  await db().session.updateMany({ where, data: { seenAt: now, address } });
}

/**
 * Writes that a session was seen, at most once in five minutes, beside the request and not in it. A failure costs a figure
 * on a page, never an answer.
 */
export function noteSeen(id: string, seenAt: Date, address: string): void {
  if (clock.now().getTime() - seenAt.getTime() < EVERY_MS || writing().has(id)) return;
  const written = write(id, address)
    .catch((error: unknown) => log.warn({ err: error }, "a session's last use was not written"))
    .finally(() => writing().delete(id));
  writing().set(id, written);
}
