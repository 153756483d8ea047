"use server";
import { revalidatePath } from "next/cache";
import type { z } from "zod";
import {
  beginSecondFactorSchema,
  codeSchema,
  proveAgainSchema,
  type SecondFactorAnswer,
} from "#lib/auth/schema.ts";
import { beginSecondFactor, confirmSecondFactor } from "#lib/auth/second-factor/enrol.ts";
import { qrCode } from "#lib/auth/second-factor/qr-code.ts";
import { makeRecoveryCodes, turnOffSecondFactor } from "#lib/auth/second-factor/turn-off.ts";
import { requireViewer } from "#lib/auth/session.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { answerForm } from "#lib/http/answer-form.ts";
import { answerOnce } from "#lib/http/answer-once.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

async function answerHere<S extends z.ZodType, Shown extends object>(
  schema: S,
  form: FormData,
  deed: (viewer: Viewer, input: z.output<S>) => Promise<Shown>,
) {
  const viewer = await requireViewer();
  const answer = await answerOnce(schema, form, viewer.requestId, (input) => deed(viewer, input));
  if (answer.kind === "done") revalidatePath("/settings/account");
  return answer;
}

export async function beginFactor(_before: FormAnswer, form: FormData): Promise<SecondFactorAnswer> {
  return answerHere(beginSecondFactorSchema, form, async (viewer, input) => {
    const { secret, address } = await beginSecondFactor(viewer, input);
    return { secret, qr: qrCode(address) };
  });
}

export async function confirmFactor(_before: FormAnswer, form: FormData): Promise<SecondFactorAnswer> {
  return answerHere(codeSchema, form, async (viewer, { code }) => ({
    codes: await confirmSecondFactor(viewer, code),
  }));
}

export async function newCodes(_before: FormAnswer, form: FormData): Promise<SecondFactorAnswer> {
  return answerHere(proveAgainSchema, form, async (viewer, proof) => ({
    codes: await makeRecoveryCodes(viewer, proof),
  }));
}

export async function turnOffFactor(_before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const viewer = await requireViewer();
  const answer = await answerForm(proveAgainSchema, form, viewer.requestId, (proof) =>
    turnOffSecondFactor(viewer, proof),
  );
  revalidatePath("/settings/account");
  return answer;
}
