import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";
import { z } from "zod";
import { isProblem, Problem } from "#lib/problems/problem.ts";
import type { OpenIdProvider } from "./provider.ts";

/** What a provider says of itself goes into a sentence of ours only if it is one of the words of RFC 6749. */
const wordOf = (said: unknown) =>
  z
    .string()
    .regex(/^[a-z_]{1,60}$/)
    .safeParse(said).data ?? "an error";

function declined(error: AuthorizationResponseError, { name }: OpenIdProvider): Problem {
  if (error.error === "access_denied")
    return new Problem("openid_declined", {
      detail: `${name} did not let you in, or you chose not to go on there.`,
      hint: "Sign in again. If it stays so, ask whoever looks after your account there.",
      cause: error,
    });
  return new Problem("openid_declined", {
    detail: `${name} sent you back with “${wordOf(error.error)}”.`,
    hint: "Sign in again. If it stays so, an admin checks how this server is entered there (docs/sign-in.md).",
    cause: error,
  });
}

function refusedExchange(error: ResponseBodyError, { name }: OpenIdProvider): Problem {
  const word = wordOf(error.error);
  const isOurs = word === "invalid_client" || word === "unauthorized_client";
  return new Problem("openid_answer_refused", {
    detail: `${name} refused the exchange of the sign-in: “${word}”.`,
    hint: isOurs
      ? "An admin checks CHARTROOM_OIDC_CLIENT_ID and CHARTROOM_OIDC_CLIENT_SECRET."
      : "Sign in again: a code works once, and for a short time.",
    cause: error,
  });
}

/** openid-client wraps what its fetch threw. */
function problemInside(error: unknown, depth = 0): Problem | null {
  if (isProblem(error)) return error;
  if (depth > 4 || typeof error !== "object" || error === null || !("cause" in error)) return null;
  return problemInside(error.cause, depth + 1);
}

const UNREACHABLE = new Set(["OAUTH_TIMEOUT", "OAUTH_ABORT"]);

/** What went wrong between this server and a provider, as a person can act on it; the cause goes to the log. */
export function toProblem(error: unknown, provider: OpenIdProvider): Problem {
  const { name } = provider;
  const ours = problemInside(error);
  if (ours?.code.startsWith("openid_")) return ours;
  if (error instanceof AuthorizationResponseError) return declined(error, provider);
  if (error instanceof ResponseBodyError) return refusedExchange(error, provider);
  const isTimeout = error instanceof ClientError && UNREACHABLE.has(error.code ?? "");
  const isChecked =
    (error instanceof ClientError && !isTimeout) ||
    error instanceof WWWAuthenticateChallengeError ||
    error instanceof z.ZodError;
  if (isChecked && !ours)
    return new Problem("openid_answer_refused", {
      detail: `What ${name} answered does not hold, so nobody was signed in.`,
      hint: "Sign in again. If it stays so, an admin finds the reason in the server's log.",
      cause: error,
    });
  return new Problem("openid_unreachable", {
    detail: `${name} could not be reached from this server.`,
    hint: "Try again in a minute. If it stays so, an admin finds the reason in the server's log.",
    cause: ours ?? error,
  });
}
