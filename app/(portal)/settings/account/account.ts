"use server";
import { revalidatePath } from "next/cache";
import { changePassword } from "#lib/auth/change-password.ts";
import { changeProfile } from "#lib/auth/change-profile.ts";
import { changePasswordSchema, changeProfileSchema } from "#lib/auth/schema.ts";
import { requireViewer } from "#lib/auth/session.ts";
import { startSession } from "#lib/auth/start-session.ts";
import { answerForm } from "#lib/http/answer-form.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

export async function saveProfile(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const viewer = await requireViewer();
  const answer = await answerForm(changeProfileSchema, form, viewer.requestId, (input) =>
    changeProfile(viewer, input),
  );
  revalidatePath("/", "layout"); // The name stands in the shell of every page.
  return answer;
}

export async function savePassword(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const viewer = await requireViewer();
  return answerForm(changePasswordSchema, form, viewer.requestId, async (input) => {
    await startSession(await changePassword(viewer, input), "password");
  });
}
