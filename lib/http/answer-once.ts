import type { z } from "zod";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";
import { answerForm } from "./answer-form.ts";

/** Runs a deed that shows something once; it is given back to the page, and kept nowhere. */
export async function answerOnce<S extends z.ZodType, Shown extends object>(
  schema: S,
  form: FormData,
  requestId: string,
  deed: (input: z.output<S>) => Promise<Shown>,
): Promise<({ kind: "done" } & Shown) | Extract<FormAnswer, { kind: "refused" }>> {
  const shown: Shown[] = [];
  const answer = await answerForm(schema, form, requestId, async (input) => {
    shown.push(await deed(input));
  });
  const [only] = shown;
  if (answer.kind === "refused") return answer;
  if (!only) throw new Error("The deed gave nothing to show.");
  return { kind: "done", ...only };
}
