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
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

/** Runs a deed that shows something once; it is given back to the page, and kept nowhere. */
async function answerOnce<S extends z.ZodType, Shown extends object>(
  schema: S,
  form: FormData,
  deed: (viewer: Viewer, input: z.output<S>) => Promise<Shown>,
): Promise<({ kind: "done" } & Shown) | Extract<FormAnswer, { kind: "refused" }>> {
  const viewer = await requireViewer();
  const shown: Shown[] = [];
  const answer = await answerForm(schema, form, viewer.requestId, async (input) => {
    shown.push(await deed(viewer, input));
  });
  const [only] = shown;
  if (answer.kind === "refused") return answer;
  if (!only) throw new Error("The deed gave nothing to show.");
  revalidatePath("/settings/account");
  return { kind: "done", ...only };
}

export async function beginFactor(_before: FormAnswer, form: FormData): Promise<SecondFactorAnswer> {
  return answerOnce(beginSecondFactorSchema, form, async (viewer, input) => {
    const { secret, address } = await beginSecondFactor(viewer, input);
    return { secret, qr: qrCode(address) };
  });
}

export async function confirmFactor(_before: FormAnswer, form: FormData): Promise<SecondFactorAnswer> {
  return answerOnce(codeSchema, form, async (viewer, { code }) => ({
    codes: await confirmSecondFactor(viewer, code),
  }));
}

export async function newCodes(_before: FormAnswer, form: FormData): Promise<SecondFactorAnswer> {
  return answerOnce(proveAgainSchema, form, async (viewer, proof) => ({
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
