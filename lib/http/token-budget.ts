import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { rateLimitedTotal } from "#lib/metrics/metrics.ts";
import { tokenProjectsOf } from "#lib/tokens/policy.ts";
import { mayOwe } from "./rate-limit.ts";
import { RateLimiter, type Verdict } from "./rate-limiter.ts";
import type { TokenBalance } from "./schema.ts";
import { readOwed, shareBalances } from "./settle-rates.ts";

/** What the page shows of many. */
const SHOWN = 100;

type Budget = { limiter: RateLimiter; noteCharge: () => void };

/** A limiter for each size of a budget. Nothing of it is made before the first token that has one. */
const budgets = () => processWide("http.token-budgets", () => new Map<number, Budget>());

function budgetOf(perMinute: number): Budget {
  const kept = budgets().get(perMinute);
  if (kept) return kept;
  const limiter = new RateLimiter(perMinute);
  const made = { limiter, noteCharge: shareBalances(limiter) };
  budgets().set(perMinute, made);
  return made;
}

/** Beside addresses, none of which begins like this. */
const keyOf = (id: string) => `token:${id}`;

/**
 * Charges a request to the budget of the token that it comes with (NB-28), in memory like that of addresses, and beside it.
 * @returns null where the token has none
 */
export function chargeToken(
  viewer: Viewer,
  method: string | undefined,
): (Verdict & { limit: number }) | null {
  const { requestsPerMinute: limit, actor } = viewer;
  if (!limit) return null;
  const { limiter, noteCharge } = budgetOf(limit);
  const verdict = limiter.charge(keyOf(actor.id), mayOwe(method));
  if (verdict.isServed) noteCharge();
  else rateLimitedTotal.inc();
  return { ...verdict, limit };
}

/** Tokens with a budget that the viewer manages, the newest first, with what each has left; none for everybody else. */
export async function listTokenBalances(viewer: Viewer): Promise<TokenBalance[]> {
  const projects = tokenProjectsOf(viewer);
  if (projects?.length === 0) return [];
  const tokens = await db().registryToken.findMany({
    where: {
      orgId: viewer.orgId,
      revokedAt: null,
      requestsPerMinute: { not: null },
      ...(projects ? { project: { in: projects } } : {}),
    },
    select: { id: true, name: true, requestsPerMinute: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SHOWN,
  });
  const owed = await readOwed(tokens.map(({ id }) => keyOf(id)));
  return tokens.map(({ id, name, requestsPerMinute }) => {
    const limit = requestsPerMinute ?? 0;
    const key = keyOf(id);
    const balance = budgetOf(limit).limiter.balance(key, owed.get(key) ?? 0);
    return { id, name, limit, balance: Math.floor(balance * 10) / 10 };
  });
}
