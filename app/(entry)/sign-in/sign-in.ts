"use server";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { checkSignIn } from "#lib/auth/check-sign-in.ts";
import { requestFacts } from "#lib/auth/request-facts.ts";
import { returnPath } from "#lib/auth/return-path.ts";
import { signInSchema } from "#lib/auth/schema.ts";
import { startSession } from "#lib/auth/start-session.ts";
import { answerForm } from "#lib/http/answer-form.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

export async function signIn(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const { requestId, address } = await requestFacts();
  const answer = await answerForm(signInSchema, form, requestId, async ({ email, password }) => {
    await startSession(await checkSignIn({ email, password, address, requestId }), "password");
  });
  if (answer.kind === "done") redirect(returnPath(form.get("to")) as Route); // An address of ours: returnPath sees to it.
  return answer;
}
