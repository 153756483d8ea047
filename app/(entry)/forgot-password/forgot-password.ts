"use server";
import { redirect } from "next/navigation";
import { requestFacts } from "#lib/auth/request-facts.ts";
import { forgotPasswordSchema } from "#lib/auth/schema.ts";
import { answerForm } from "#lib/http/answer-form.ts";
import { askPasswordReset } from "#lib/organization/ask-password-reset.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

export async function forgotPassword(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const { requestId, address } = await requestFacts();
  const answer = await answerForm(forgotPasswordSchema, form, requestId, ({ email }) =>
    askPasswordReset(email, address, requestId),
  );
  if (answer.kind === "done") redirect("/forgot-password?asked=yes");
  return answer;
}
