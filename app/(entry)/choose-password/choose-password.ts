"use server";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { signInOrAskCode } from "#lib/auth/pass-second-factor.ts";
import { requestFacts } from "#lib/auth/request-facts.ts";
import { returnPath } from "#lib/auth/return-path.ts";
import { answerForm } from "#lib/http/answer-form.ts";
import { choosePassword } from "#lib/organization/choose-password.ts";
import { choosePasswordSchema } from "#lib/organization/schema.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

export async function chooseThisPassword(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const { requestId } = await requestFacts();
  const key = String(form.get("key") ?? "");
  let next = returnPath(null);
  const answer = await answerForm(choosePasswordSchema, form, requestId, async ({ password }) => {
    next = await signInOrAskCode(await choosePassword(key, password, requestId), "link", next);
  });
  if (answer.kind === "done") redirect(next as Route); // The first page of the portal, or the one that asks for a code.
  return answer;
}
