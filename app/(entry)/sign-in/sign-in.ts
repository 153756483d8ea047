"use server";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { checkSignIn } from "#lib/auth/check-sign-in.ts";
import { knownDevice } from "#lib/auth/known-device.ts";
import { signInOrAskCode } from "#lib/auth/pass-second-factor.ts";
import { requestFacts } from "#lib/auth/request-facts.ts";
import { returnPath } from "#lib/auth/return-path.ts";
import { signInSchema } from "#lib/auth/schema.ts";
import { answerForm } from "#lib/http/answer-form.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

export async function signIn(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const { requestId, address } = await requestFacts();
  let next = returnPath(form.get("to"));
  const answer = await answerForm(signInSchema, form, requestId, async ({ email, password }) => {
    const facts = { address, requestId, knownDevice: await knownDevice() };
    next = await signInOrAskCode(await checkSignIn({ email, password, ...facts }), "password", next);
  });
  if (answer.kind === "done") redirect(next as Route); // An address of ours: returnPath sees to it.
  return answer;
}
