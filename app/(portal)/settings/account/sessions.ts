"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { endAllSessions } from "#lib/auth/end-all-sessions.ts";
import { endOtherSessions, endSession } from "#lib/auth/end-session.ts";
import { currentSessionId, requireViewer } from "#lib/auth/session.ts";
import { forgetSession } from "#lib/auth/start-session.ts";
import { answerForm } from "#lib/http/answer-form.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

export async function endOneSession(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const viewer = await requireViewer();
  const schema = z.object({ session: z.string().max(100) });
  const answer = await answerForm(schema, form, viewer.requestId, ({ session }) =>
    endSession(viewer, session),
  );
  revalidatePath("/settings/account");
  return answer;
}

export async function signOutElsewhere(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const viewer = await requireViewer();
  const current = await currentSessionId();
  const answer = await answerForm(z.object({}), form, viewer.requestId, async () => {
    await endOtherSessions(viewer, current ?? "");
  });
  revalidatePath("/settings/account");
  return answer;
}

export async function signOutEverywhere(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const viewer = await requireViewer();
  const answer = await answerForm(z.object({}), form, viewer.requestId, async () => {
    await endAllSessions(viewer);
    await forgetSession();
  });
  if (answer.kind === "done") redirect("/sign-in");
  return answer;
}
