"use server";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { requestFacts } from "#lib/auth/request-facts.ts";
import { returnPath } from "#lib/auth/return-path.ts";
import { startSession } from "#lib/auth/start-session.ts";
import { answerForm } from "#lib/http/answer-form.ts";
import { choosePassword } from "#lib/organization/choose-password.ts";
import { choosePasswordSchema } from "#lib/organization/schema.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

export async function chooseThisPassword(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const { requestId } = await requestFacts();
  const key = String(form.get("key") ?? "");
  const answer = await answerForm(choosePasswordSchema, form, requestId, async ({ password }) => {
    await startSession(await choosePassword(key, password, requestId), "link");
  });
  if (answer.kind === "done") redirect(returnPath(null) as Route); // The first page of the portal.
  return answer;
}
