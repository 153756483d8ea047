"use server";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { signInWithCode } from "#lib/auth/pass-second-factor.ts";
import { requestFacts } from "#lib/auth/request-facts.ts";
import { returnPath } from "#lib/auth/return-path.ts";
import { codeSchema } from "#lib/auth/schema.ts";
import { answerForm } from "#lib/http/answer-form.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

export async function showCode(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const { requestId } = await requestFacts();
  const answer = await answerForm(codeSchema, form, requestId, ({ code }) => signInWithCode(code));
  if (answer.kind === "done") redirect(returnPath(form.get("to")) as Route); // An address of ours: returnPath sees to it.
  return answer;
}
