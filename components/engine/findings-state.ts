import type { Finding } from "#lib/engine/schema.ts";

/** How far a check is, with what it found. "No findings" is said only where it is checked and nothing was left out. */
export type FindingsState = {
  /** waiting: nothing was rendered yet; failed: the check itself did not end, `failure` says why. */
  readonly phase: "waiting" | "checking" | "checked" | "failed";
  /** Of the newest check that ended. */
  readonly findings: readonly Finding[];
  /** Files have changed since those were found. */
  readonly isStale: boolean;
  /** Sentences about what could not be checked. */
  readonly unchecked: readonly string[];
  readonly failure: string | null;
};

export const nothingFoundYet: FindingsState = {
  phase: "waiting",
  findings: [],
  isStale: false,
  unchecked: [],
  failure: null,
};
