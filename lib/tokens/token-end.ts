import { addMs, clock } from "#lib/clock/clock.ts";
import type { Tx } from "#lib/db/database.ts";
import type { Parent } from "./hold-parent.ts";
import { requireWithinMaximum } from "./policy.ts";
import { durationMs } from "./schema.ts";

const DAY_MS = 86_400_000;

/** How many days the organization lets a token last; null: as long as one likes. */
export async function readMaximum(tx: Tx, orgId: string): Promise<number | null> {
  const org = await tx.org.findUniqueOrThrow({ where: { id: orgId }, select: { tokenMaxDays: true } });
  return org.tokenMaxDays;
}

export function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/**
 * When a token that is made now ends: as asked, and never after the API token that it is made with.
 * @throws Problem "input_invalid" where the organization does not let a token last so long
 */
export async function endOfNew(
  tx: Tx,
  orgId: string,
  expiresIn: string | null | undefined,
  parent: Parent | null,
): Promise<Date | null> {
  requireWithinMaximum(expiresIn, await readMaximum(tx, orgId));
  const asked = expiresIn ? addMs(clock.now(), durationMs(expiresIn)) : null;
  return earlier(asked, parent?.expiresAt ?? null);
}

/**
 * When a token that gets a new secret ends: its span begins anew, cut to what the organization lets a token last, and to the
 * end of the API token that it was made with.
 */
export async function endOfRotated(
  tx: Tx,
  token: { orgId: string; parentId: string | null; createdAt: Date; expiresAt: Date | null },
): Promise<Date | null> {
  const now = clock.now();
  const maxDays = await readMaximum(tx, token.orgId);
  const parent = token.parentId
    ? await tx.apiToken.findUnique({ where: { id: token.parentId }, select: { expiresAt: true } })
    : null;
  const span = token.expiresAt && addMs(now, token.expiresAt.getTime() - token.createdAt.getTime());
  const longest = maxDays === null ? null : addMs(now, maxDays * DAY_MS);
  return earlier(earlier(span, longest), parent?.expiresAt ?? null);
}
