import { callerNow } from "#lib/audit/caller.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { log } from "#lib/log/log.ts";

/** OCI-34: at most one write a minute and token. */
const EVERY_MS = 60_000;
const MAX_NOTED = 20_000;

const noted = () => processWide("tokens.noted", () => new Map<string, number>());

/** Writes when, from where and by what it was last used, beside the request, not in it. A failure costs a figure on a page, never an answer. */
export function noteUse(table: "registry" | "api", id: string): void {
  const uses = noted();
  const now = clock.now();
  if (now.getTime() - (uses.get(id) ?? 0) < EVERY_MS) return;
  if (uses.size >= MAX_NOTED) uses.clear();
  uses.set(id, now.getTime());
  write(table, id, now).catch((error: unknown) =>
    log.warn({ err: error, tokenId: id }, "last use not written"),
  );
}

/** Other processes may have written just before: the condition keeps it at one a minute for all of them together. */
async function write(table: "registry" | "api", id: string, now: Date): Promise<void> {
  const where = {
    id,
    OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: addMs(now, -EVERY_MS) } }],
  };
  const { address, client } = callerNow();
  const data = { lastUsedAt: now, lastUsedAddress: address || null, lastUsedClient: client || null };
  if (table === "registry") await db().registryToken.updateMany({ where, data });
  else await db().apiToken.updateMany({ where, data });
}
