"use server";
import { beginSecondFactorSchema, codeSchema, type SecondFactorAnswer } from "#lib/auth/schema.ts";
import { beginSecondFactor, confirmSecondFactor } from "#lib/auth/second-factor/enrol.ts";
import { qrCode } from "#lib/auth/second-factor/qr-code.ts";
import { requirePersonAsking } from "#lib/auth/session.ts";
import { answerOnce } from "#lib/http/answer-once.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

export async function beginHere(_before: FormAnswer, form: FormData): Promise<SecondFactorAnswer> {
  const person = await requirePersonAsking();
  return answerOnce(beginSecondFactorSchema, form, person.requestId, async (input) => {
    const { secret, address } = await beginSecondFactor(person, input);
    return { secret, qr: qrCode(address) };
  });
}

/** Nothing is read anew: the page goes on showing the recovery codes until they are stored. */
export async function confirmHere(_before: FormAnswer, form: FormData): Promise<SecondFactorAnswer> {
  const person = await requirePersonAsking();
  return answerOnce(codeSchema, form, person.requestId, async ({ code }) => ({
    codes: await confirmSecondFactor(person, code),
  }));
}
