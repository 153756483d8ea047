import type { z } from "zod";
import { log } from "#lib/log/log.ts";
import { catalogue } from "#lib/problems/catalogue.ts";
import { type FormAnswer, toFormRefusal } from "#lib/problems/form-refusal.ts";
import { asProblem } from "#lib/problems/problem.ts";
import { parseInput } from "./parse-input.ts";

/**
 * Runs the deed of a form that works without a script too: parses what was sent, and gives a refusal back to be shown. Next
 * itself refuses a form that another site sends (it compares Origin and Host of each server action).
 */
export async function answerForm<S extends z.ZodType>(
  schema: S,
  form: FormData,
  requestId: string,
  deed: (input: z.output<S>) => Promise<void>,
): Promise<NonNullable<FormAnswer>> {
  try {
    await deed(parseInput(schema, Object.fromEntries(form)));
    return { kind: "done" };
  } catch (error) {
    const problem = asProblem(error);
    if (catalogue[problem.code].log === "error")
      log.error({ requestId, code: problem.code, err: problem.cause ?? problem }, "form failed");
    return { kind: "refused", refusal: toFormRefusal(problem, requestId) };
  }
}
