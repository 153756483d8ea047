"use server";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { signInOrAskCode } from "#lib/auth/pass-second-factor.ts";
import { requestFacts } from "#lib/auth/request-facts.ts";
import { signedInPerson } from "#lib/auth/session.ts";
import { signOutHere } from "#lib/auth/start-session.ts";
import { answerForm } from "#lib/http/answer-form.ts";
import { acceptInvite, joinByInvite } from "#lib/organization/accept-invite.ts";
import { joinSchema } from "#lib/organization/member-schema.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";
import { Problem } from "#lib/problems/problem.ts";

const keyIn = (form: FormData) => String(form.get("key") ?? "");
const homeOf = (slug: string) => `/charts?org=${slug}` as Route; // A page, with a query: the types know pages only.
const hereAgain = (key: string) => `/invite?key=${encodeURIComponent(key)}` as Route; // The same.

/** Makes an account for the invitation's e-mail, signs in and joins. */
export async function joinHere(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const { requestId } = await requestFacts();
  let next = "";
  const answer = await answerForm(joinSchema, form, requestId, async (input) => {
    const { orgSlug, ...person } = await joinByInvite(keyIn(form), input, requestId);
    next = await signInOrAskCode(person, "link", homeOf(orgSlug));
  });
  if (answer.kind === "done") redirect(next as Route); // An address of ours.
  return answer;
}

/** Joins as whoever is signed in. */
export async function acceptHere(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const { requestId } = await requestFacts();
  let slug = "";
  const answer = await answerForm(z.object({}), form, requestId, async () => {
    const person = await signedInPerson();
    if (!person) throw new Problem("sign_in_required", { hint: "Load the page again and sign in." });
    slug = await acceptInvite(keyIn(form), person, requestId);
  });
  if (answer.kind === "done") redirect(homeOf(slug));
  return answer;
}

/** Signs out and comes back to the invitation. */
export async function signOutForInvite(key: string): Promise<void> {
  await signOutHere();
  redirect(hereAgain(key));
}
