import type { ProblemCode } from "#lib/problems/catalogue.ts";
import type { ProblemDetails } from "#lib/problems/problem.ts";
import type { GateResult } from "../kinds/kind-rules.ts";

/** What a thread can hand over: a refusal is a class, so it goes as its parts. */
export type GateAnswer = {
  kind: "checked";
  refusals: { code: ProblemCode; details: Omit<ProblemDetails, "cause"> }[];
  result: Omit<GateResult, "refusals">;
};
