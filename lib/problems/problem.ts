import { catalogue, type ProblemCode } from "./catalogue.ts";

const brand = Symbol.for("chartroom.problem");

export type FieldProblem = { path: string; message: string };

export type ProblemDetails = {
  /** What happened, to what: one sentence, fit for whoever sent the request. */
  detail?: string;
  /** What to do next. */
  hint?: string;
  fields?: FieldProblem[];
  /** Facts a program can use: `{tag, digest}` of the version that exists, `{commit}` of the draft. */
  facts?: Record<string, unknown>;
  /** Where one request is refused for several things at once: the facts of each; the registry plane tells them one by one. */
  each?: Record<string, unknown>[];
  /** Headers that belong to the refusal, such as `Allow` or `Range`. */
  headers?: Record<string, string>;
  cause?: unknown;
};

/** An expected refusal: a row of the catalogue, with what it is about. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: Omit<ProblemDetails, "cause">;
  readonly [brand] = true;

  constructor(code: ProblemCode, { cause, ...details }: ProblemDetails = {}) {
    super(details.detail ?? catalogue[code].title, { cause });
    this.name = "Problem";
    this.code = code;
    this.details = details;
  }
}

/** `instanceof` fails when the class was loaded twice (once by Node, once in Next's bundle); the brand does not. */
export function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && brand in error;
}

// What PostgreSQL, its driver and the file system say when they are not reachable or have no room.
const UNAVAILABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOSPC",
  "EDQUOT",
  "EMFILE",
  "ENFILE",
  "EIO",
  "EROFS",
  "EACCES",
  "EPERM",
  "ESTALE",
  "P1001",
  "P1017",
  // No connection came free in time: as true of a rush as of a database that hangs.
  "P2024",
  "P2028",
  "57P01",
  "57P03",
  "53100",
]);

function saysUnavailable(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 4) return false;
  if ("code" in error && typeof error.code === "string" && UNAVAILABLE.has(error.code)) return true;
  return "cause" in error && saysUnavailable(error.cause, depth + 1);
}

/** A fault becomes `internal`, or `unavailable` where the database or the disk is what failed; its text stays inside. */
export function asProblem(error: unknown): Problem {
  if (isProblem(error)) return error;
  return new Problem(saysUnavailable(error) ? "unavailable" : "internal", { cause: error });
}
