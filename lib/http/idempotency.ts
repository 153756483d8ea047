import { createHash } from "node:crypto";
import { z } from "zod";
import type { Viewer } from "#lib/auth/types.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db, isUniqueViolation } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { toProblemJson } from "#lib/problems/problem-json.ts";
import { problemAnswer } from "./problem-answer.ts";
import type { RouteAnswer } from "./route-answer.ts";

const KEPT_MS = 24 * 60 * 60 * 1000;
/** A request that has been at work for so long was cut off by a crash: the next one with its key takes over. */
const ABANDONED_MS = 15 * 60 * 1000;
const keySchema = z.string().regex(/^[\x21-\x7e]{1,255}$/);
const headersSchema = z.record(z.string(), z.string());

type Once = {
  viewer: Viewer;
  key: string;
  /** Of method, address and body. */
  requestHash: string;
  /** The answer's body holds a secret and is not kept. */
  answersSecret: boolean;
};

/** @throws Problem "input_invalid" when the key is no visible ASCII of at most 255 characters */
export function idempotencyKeyOf(request: Request): string | null {
  const key = request.headers.get("idempotency-key");
  if (key === null) return null;
  if (keySchema.safeParse(key).success) return key;
  throw new Problem("input_invalid", {
    detail: "Idempotency-Key: 1 to 255 visible ASCII characters, such as a UUID.",
    fields: [{ path: "Idempotency-Key", message: "1 to 255 visible ASCII characters, such as a UUID." }],
  });
}

export function hashRequest(request: Request, body: Buffer): string {
  const { pathname, search } = new URL(request.url);
  return createHash("sha256").update(`${request.method} ${pathname}${search}\n`).update(body).digest("hex");
}

const rowOf = ({ viewer, key }: Once) => ({ orgId: viewer.orgId, actorId: viewer.actor.id, key });

/** @returns false when a row of this key is there already: the unique constraint decides which of two was first */
async function claim(once: Once): Promise<boolean> {
  const now = clock.now();
  await db().idempotentAnswer.deleteMany({
    where: {
      OR: [
        { createdAt: { lt: addMs(now, -KEPT_MS) } },
        { ...rowOf(once), status: null, createdAt: { lt: addMs(now, -ABANDONED_MS) } },
      ],
    },
  });
  try {
    await db().idempotentAnswer.create({
      data: { ...rowOf(once), requestHash: once.requestHash, createdAt: now },
      select: { key: true },
    });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

async function earlierAnswer(once: Once): Promise<RouteAnswer> {
  const row = await db().idempotentAnswer.findUnique({
    where: { orgId_actorId_key: rowOf(once) },
    select: { requestHash: true, status: true, headers: true, body: true },
  });
  if (row && row.requestHash !== once.requestHash) throw new Problem("idempotency_conflict");
  // No row: the first request failed at this moment and gave its claim back.
  if (!row || row.status === null)
    throw new Problem("idempotency_busy", {
      hint: "Wait a moment and send it again: the answer will be the first one's.",
      headers: { "retry-after": "1" },
    });
  if (once.answersSecret && row.status < 300)
    throw new Problem("idempotency_conflict", {
      detail: "It was done, and its secret was shown in the first answer; secrets are not kept.",
      hint: "If that answer was lost, revoke what was made and make another with a new Idempotency-Key.",
    });
  const headers = { ...headersSchema.parse(row.headers), "idempotency-replayed": "true" };
  return { status: row.status, headers, body: row.body === "" ? null : row.body };
}

async function keep(once: Once, { status, headers, body }: RouteAnswer): Promise<void> {
  const text = once.answersSecret || typeof body !== "string" ? "" : body;
  await db().idempotentAnswer.updateMany({ where: rowOf(once), data: { status, headers, body: text } });
}

const giveBack = (once: Once) =>
  db().idempotentAnswer.deleteMany({ where: { ...rowOf(once), status: null } });

/**
 * Runs a write once for each key of a caller (API-21): the same request again, within 24 hours, gets the same answer, also
 * where that was a refusal. A fault of ours is not kept, so that trying again can succeed.
 * @throws Problem "idempotency_conflict" when the key came with another request; "idempotency_busy" while the first is at work
 */
export async function answerOnce(once: Once, work: () => Promise<RouteAnswer>): Promise<RouteAnswer> {
  if (!(await claim(once))) return earlierAnswer(once);
  try {
    const answer = await work();
    await keep(once, answer);
    return answer;
  } catch (error) {
    const problem = toProblemJson(error, once.viewer.requestId);
    if (problem.status >= 500) await giveBack(once);
    else await keep(once, problemAnswer(error, once.viewer.requestId));
    throw error;
  }
}
