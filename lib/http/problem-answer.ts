import { asProblem } from "#lib/problems/problem.ts";
import { toProblemJson } from "#lib/problems/problem-json.ts";
import type { RouteAnswer } from "./route-answer.ts";

/** RFC 9110, section 11.6.1: a 401 says how to come in. No browser asks for a password on it. */
const challenge = (status: number): Record<string, string> =>
  status === 401 ? { "www-authenticate": 'Bearer realm="chartroom"' } : {};

/** One spelling, so that a header of the refusal replaces ours rather than joining it. */
const lowerCased = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** A refusal as problem+json (RFC 9457), with the headers that belong to it. */
export function problemAnswer(error: unknown, requestId: string): RouteAnswer {
  const body = toProblemJson(error, requestId);
  return {
    status: body.status,
    headers: {
      ...challenge(body.status),
      ...lowerCased(asProblem(error).details.headers ?? {}),
      "content-type": "application/problem+json; charset=utf-8",
    },
    body: JSON.stringify(body),
  };
}
