import { z } from "zod";
import { clock } from "#lib/clock/clock.ts";
import { outboundFetch } from "#lib/net/outbound.ts";
import type { RateHeadroom } from "./schema.ts";

/** How long one request of a test may take; tests of the tests are shorter. */
export const testLimits = { stepMs: 10_000 };

const MAX_BYTES = 4 * 1024 * 1024;

/** A registry that is talked to, and what its answers told by the way. */
export type Talk = {
  /** With its port. */
  endpoint: string;
  ca: readonly string[];
  /** What no answer may bring back to people, should the registry repeat it. */
  secrets: string[];
  rateLimit: RateHeadroom | null;
  /** By how much the registry's clock is ahead; null until it told the time. */
  aheadMs: number | null;
};

export type Answer = { status: number; headers: Headers; body: Buffer };

const wholeNumber = (text: string | null | undefined) =>
  text && /^\d{1,12}$/.test(text.trim()) ? Number(text) : null;

/** `ratelimit-limit: 100;w=21600` (Docker Hub), `x-ratelimit-limit: 5000` (GitHub), `ratelimit-limit: 300` (Chartroom). */
function readHeadroom(headers: Headers): RateHeadroom | null {
  const read = (name: string) => headers.get(`ratelimit-${name}`) ?? headers.get(`x-ratelimit-${name}`);
  const [limitText, window] = (read("limit") ?? "").split(/;\s*w=/);
  const limit = wholeNumber(limitText);
  const remaining = wholeNumber((read("remaining") ?? "").split(";")[0]);
  if (limit === null || remaining === null) return null;
  return { limit, remaining, windowSeconds: wholeNumber(window) };
}

function listen(talk: Talk, headers: Headers, sentAt: Date): void {
  talk.rateLimit = readHeadroom(headers) ?? talk.rateLimit;
  const told = Date.parse(headers.get("date") ?? "");
  const halfway = (sentAt.getTime() + clock.now().getTime()) / 2;
  // The header tells whole seconds: on average half a second ago.
  if (!Number.isNaN(told)) talk.aheadMs = told + 500 - halfway;
}

/**
 * Asks once, follows nothing, reads at most 4 MiB.
 * @param authorization goes to the host of `url` only
 * @throws Problem of the way out
 */
export async function askRegistry(
  talk: Talk,
  url: string | URL,
  authorization: string | null,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const sentAt = clock.now();
  const answer = await outboundFetch(url, {
    headers,
    ...(authorization && { authorization }),
    ca: talk.ca,
    timeoutMs: testLimits.stepMs,
    maxBytes: MAX_BYTES,
    maxRedirects: 0,
  });
  const body = Buffer.from(await answer.arrayBuffer());
  if (new URL(url).host === talk.endpoint || talk.aheadMs === null) listen(talk, answer.headers, sentAt);
  return { status: answer.status, headers: answer.headers, body };
}

export function parseJson<T>(schema: z.ZodType<T>, { body }: Answer): T | null {
  try {
    return schema.safeParse(JSON.parse(body.toString("utf8"))).data ?? null;
  } catch {
    return null;
  }
}

const errorsSchema = z.object({
  errors: z.array(z.object({ code: z.string().optional(), message: z.string().optional() })).min(1),
});
const detailsSchema = z.object({ details: z.string() }).or(z.object({ message: z.string() }));

/**
 * What the registry says about a refusal, in its own words: cut, on one line, and without what was sent to it.
 * @returns an empty text where it says nothing
 */
export function registryWords(talk: Talk, answer: Answer): string {
  const [first] = parseJson(errorsSchema, answer)?.errors ?? [];
  const other = parseJson(detailsSchema, answer);
  const told =
    first?.message || first?.code || (other && ("details" in other ? other.details : other.message)) || "";
  let words = told.replace(/[\p{C}\s]+/gu, " ").trim();
  for (const secret of talk.secrets) if (secret) words = words.replaceAll(secret, "…");
  return words.slice(0, 200);
}

/** `401, and says “unauthorized”` */
export function saidWith(talk: Talk, answer: Answer): string {
  const words = registryWords(talk, answer);
  return words ? `${answer.status}, and says “${words}”` : `${answer.status}`;
}
