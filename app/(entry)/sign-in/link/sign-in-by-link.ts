"use server";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { requestFacts } from "#lib/auth/request-facts.ts";
import { returnPath } from "#lib/auth/return-path.ts";
import { startSession } from "#lib/auth/start-session.ts";
import { answerForm } from "#lib/http/answer-form.ts";
import { takeSignInLink } from "#lib/organization/sign-in-link.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

const linkSchema = z.object({ key: z.string().max(200) });

export async function signInByLink(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const { requestId } = await requestFacts();
  const answer = await answerForm(linkSchema, form, requestId, async ({ key }) => {
    await startSession(await takeSignInLink(key), "link");
  });
  if (answer.kind === "done") redirect(returnPath(null) as Route); // The first page of the portal.
  return answer;
}
