"use server";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { signInOrAskCode } from "#lib/auth/pass-second-factor.ts";
import { requestFacts } from "#lib/auth/request-facts.ts";
import { returnPath } from "#lib/auth/return-path.ts";
import { answerForm } from "#lib/http/answer-form.ts";
import { setUpSchema } from "#lib/organization/schema.ts";
import { setUpOrganization } from "#lib/organization/set-up-organization.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

export async function setUp(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const { requestId } = await requestFacts();
  const key = String(form.get("key") ?? "");
  let next = returnPath(null); // The first page of the portal.
  const answer = await answerForm(setUpSchema, form, requestId, async (input) => {
    next = await signInOrAskCode(await setUpOrganization(key, input, requestId), "link", next);
  });
  if (answer.kind === "done") redirect(next as Route); // An address of ours.
  return answer;
}
