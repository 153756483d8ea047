"use server";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { signInOrAskCode } from "#lib/auth/pass-second-factor.ts";
import { requestFacts } from "#lib/auth/request-facts.ts";
import { returnPath } from "#lib/auth/return-path.ts";
import { answerForm } from "#lib/http/answer-form.ts";
import { takeSignInLink } from "#lib/organization/sign-in-link.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

const linkSchema = z.object({ key: z.string().max(200) });

export async function signInByLink(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const { requestId } = await requestFacts();
  let next = returnPath(null);
  const answer = await answerForm(linkSchema, form, requestId, async ({ key }) => {
    next = await signInOrAskCode(await takeSignInLink(key), "link", next);
  });
  if (answer.kind === "done") redirect(next as Route); // The first page of the portal, or the one that asks for a code.
  return answer;
}
