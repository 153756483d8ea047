import { isProblem, Problem } from "#lib/problems/problem.ts";

/** Why a request did not come through; `facts.cause` of the Problem. */
export type OutboundCause =
  | "address-invalid"
  | "address-refused"
  | "redirect-refused"
  | "name-unknown"
  | "connection-refused"
  | "connection-lost"
  | "unreachable"
  | "proxy-failed"
  | "tls-expired"
  | "tls-untrusted"
  | "tls-wrong-name"
  | "tls-failed"
  | "timeout"
  | "too-large"
  | "answer-invalid";

/** A request that this server does not send; the words say what to set where an operator may allow it. */
export function refused(cause: OutboundCause, detail: string, hint?: string): Problem {
  return new Problem("outbound_refused", { detail, ...(hint && { hint }), facts: { cause } });
}

const BY_CODE: Record<string, [OutboundCause, string]> = {
  ENOTFOUND: ["name-unknown", "no name server knows this name"],
  EAI_AGAIN: ["name-unknown", "the name server does not answer"],
  ENODATA: ["name-unknown", "the name has no address"],
  ECONNREFUSED: ["connection-refused", "nothing listens there"],
  ECONNRESET: ["connection-lost", "the other side ended the connection"],
  EPIPE: ["connection-lost", "the other side ended the connection"],
  UND_ERR_SOCKET: ["connection-lost", "the other side ended the connection"],
  UND_ERR_ABORTED: ["proxy-failed", "the proxy did not open a connection"],
  EHOSTUNREACH: ["unreachable", "there is no way to this address"],
  ENETUNREACH: ["unreachable", "there is no way to this address"],
  EADDRNOTAVAIL: ["unreachable", "there is no way to this address"],
  ETIMEDOUT: ["timeout", "no answer in time"],
  UND_ERR_CONNECT_TIMEOUT: ["timeout", "no answer in time"],
  UND_ERR_HEADERS_TIMEOUT: ["timeout", "no answer in time"],
  UND_ERR_BODY_TIMEOUT: ["timeout", "the answer stopped coming"],
  CERT_HAS_EXPIRED: ["tls-expired", "its certificate has expired"],
  CERT_NOT_YET_VALID: ["tls-expired", "its certificate is not valid yet"],
  ERR_TLS_CERT_ALTNAME_INVALID: ["tls-wrong-name", "its certificate is for another name"],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["tls-untrusted", "its certificate is signed by itself"],
  SELF_SIGNED_CERT_IN_CHAIN: [
    "tls-untrusted",
    "its certificate comes from an authority that is not known here",
  ],
  UNABLE_TO_GET_ISSUER_CERT: [
    "tls-untrusted",
    "its certificate comes from an authority that is not known here",
  ],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    "tls-untrusted",
    "its certificate comes from an authority that is not known here",
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    "tls-untrusted",
    "its certificate comes from an authority that is not known here",
  ],
  UND_ERR_HEADERS_OVERFLOW: ["answer-invalid", "its headers are too long"],
  UND_ERR_PRX_TLS: ["proxy-failed", "the proxy's certificate is for another name"],
};

const HINTS: Partial<Record<OutboundCause, string>> = {
  "tls-untrusted":
    "Give the authority's certificate as PEM, or name its file in NODE_EXTRA_CA_CERTS and start again.",
  "tls-expired": "Whoever runs the host has to renew its certificate.",
  "tls-failed": "Check whether the port speaks TLS, and TLS 1.2 or later.",
  "name-unknown": "Check the spelling, and the name servers of the machine that Chartroom runs on.",
};

/** Codes of an error, of its causes, and of what it gathers (a name with several addresses fails once for each). */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== "object" || error === null || depth > 4) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  // undici's parser gives a name only.
  if (error instanceof Error) own.push(error.name);
  const gathered =
    error instanceof AggregateError ? error.errors.flatMap((one) => codesOf(one, depth + 1)) : [];
  const cause = "cause" in error ? codesOf(error.cause, depth + 1) : [];
  return [...own, ...gathered, ...cause];
}

/** The refusal that a connection's own checks raised, however deep the client has wrapped it. */
function problemWithin(error: unknown, depth = 0): Problem | null {
  if (isProblem(error)) return error;
  if (typeof error !== "object" || error === null || depth > 4) return null;
  for (const inner of error instanceof AggregateError ? error.errors : []) {
    const found = problemWithin(inner, depth + 1);
    if (found) return found;
  }
  return "cause" in error ? problemWithin(error.cause, depth + 1) : null;
}

/** What a code says, without a host. */
export function readFailure(error: unknown): {
  cause: OutboundCause;
  words: string;
  hint: string | undefined;
} {
  const codes = codesOf(error);
  const known = codes.map((code) => BY_CODE[code]).find((row) => row !== undefined);
  const isTls = codes.some((code) => /^ERR_(SSL|TLS)_|^EPROTO$|^ERR_OSSL/.test(code));
  const isGarbled = codes.some((code) => code.startsWith("HPE_") || code === "HTTPParserError");
  const [cause, words]: [OutboundCause, string] =
    known ??
    (isTls
      ? ["tls-failed", "no TLS connection came about"]
      : isGarbled
        ? ["answer-invalid", "what it answers is not HTTP"]
        : ["connection-lost", "the connection failed"]);
  return { cause, words, hint: HINTS[cause] };
}

/** What a failed request becomes: our own refusal as it is, everything else in words that name the host. */
export function asOutboundProblem(error: unknown, host: string): Problem {
  const own = problemWithin(error);
  if (own) return own;
  const { cause, words, hint } = readFailure(error);
  const code = cause === "timeout" ? "outbound_timeout" : "outbound_failed";
  return new Problem(code, {
    detail: `${host}: ${words}`,
    ...(hint && { hint }),
    facts: { cause },
    cause: error,
  });
}
