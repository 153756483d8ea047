import type { IncomingMessage } from "node:http";
import { env } from "#lib/env/env.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { rateLimitedTotal } from "#lib/metrics/metrics.ts";
import { clientAddress, networkOf } from "./client-address.ts";
import { RateLimiter, type Verdict } from "./rate-limiter.ts";
import type { RateBalance } from "./schema.ts";
import { readOwedMs, shareBalances } from "./settle-rates.ts";

type Shared = { limiter: RateLimiter; noteCharge: () => void };

/** @returns null where there is no limit */
function shared(): Shared | null {
  return processWide<{ of: Shared | null }>("http.rate-limit", () => {
    const { CHARTROOM_RATE_LIMIT } = env();
    if (CHARTROOM_RATE_LIMIT === null) return { of: null };
    const limiter = new RateLimiter(CHARTROOM_RATE_LIMIT);
    return { of: { limiter, noteCharge: shareBalances(limiter) } };
  }).of;
}

/** OCI-126: no client can send a body again that it has sent, so its parts are served into debt. */
export const mayOwe = (method: string | undefined) => method === "PATCH" || method === "PUT";

/**
 * Charges a request to its client's address, or to the /64 of one (OCI-123, OCI-127).
 * @returns null where nothing is limited: for everyone, or for this address
 */
export function chargeRequest(request: IncomingMessage): (Verdict & { limit: number }) | null {
  const limit = shared();
  if (!limit) return null;
  const address = clientAddress(request);
  if (env().CHARTROOM_RATE_LIMIT_EXEMPT.has(address)) return null;
  const verdict = limit.limiter.charge(networkOf(address), mayOwe(request.method));
  if (verdict.isServed) limit.noteCharge();
  else rateLimitedTotal.inc();
  return { ...verdict, limit: limit.limiter.perMinute };
}

/** What an address has left, as all processes together have charged it; reading it costs nothing. */
export async function readBalance(address: string): Promise<RateBalance> {
  const limit = shared();
  const network = networkOf(address);
  if (!limit) return { kind: "off", address: network };
  if (env().CHARTROOM_RATE_LIMIT_EXEMPT.has(address)) return { kind: "exempt", address };
  const { limiter } = limit;
  const balance = limiter.balance(network, await readOwedMs(network));
  return {
    kind: "limited",
    address: network,
    limit: limiter.perMinute,
    balance: Math.floor(balance * 10) / 10,
    wholeInSeconds: Math.ceil(((limiter.perMinute - balance) * limiter.costMs) / 1000),
  };
}
