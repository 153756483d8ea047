import { isProblem } from "#lib/problems/problem.ts";
import type { TestLine } from "./schema.ts";

/** What one step of a test found. */
export type Finding = Pick<TestLine, "state" | "cause" | "says" | "advice">;

export const passed = (says: string): Finding => ({ state: "passed", cause: null, says, advice: null });

export const caution = (cause: string, says: string, advice: string | null = null): Finding => ({
  state: "caution",
  cause,
  says,
  advice,
});

export const failed = (cause: string, says: string, advice: string | null = null): Finding => ({
  state: "failed",
  cause,
  says,
  advice,
});

export const notTried = (says: string): Finding => ({ state: "not-tried", cause: null, says, advice: null });

/** A refusal of the way out becomes what the step found; faults stay faults. */
export function asFinding(error: unknown): Finding {
  if (!isProblem(error)) throw error;
  const { detail, hint, facts } = error.details;
  const cause = facts?.cause;
  return failed(typeof cause === "string" ? cause : error.code, detail ?? error.message, hint ?? null);
}
