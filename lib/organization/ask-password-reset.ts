import {
  countAttempt,
  forgetOldAttempts,
  limitKey,
  QUARTER_MS,
  throttled,
} from "#lib/auth/count-attempts.ts";
import { requirePasswordSignIn } from "#lib/auth/sign-in-ways.ts";
import { db } from "#lib/db/database.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { isMailSetUp } from "#lib/net/send-mail.ts";
import { Problem } from "#lib/problems/problem.ts";
import { mailResetJob } from "./mail-password-reset.ts";

const PER_ADDRESS = 20;
const PER_EMAIL = 3;

/**
 * Asks for a mail with a link to choose a new password. It does the same for every e-mail, and looks none up: who has an
 * account is found out by the job, of which the asker sees nothing, neither an answer nor a time. Three mails in a quarter
 * of an hour for one e-mail, and silence for the fourth.
 * @throws Problem "password_sign_in_off", "mail_off"; "reset_throttled" where one address asks for many
 */
export async function askPasswordReset(email: string, address: string, requestId: string): Promise<void> {
  requirePasswordSignIn();
  if (!isMailSetUp())
    throw new Problem("mail_off", { hint: "Ask an admin of your organization for a link." });
  const window = { windowMs: QUARTER_MS };
  const waitMs = await countAttempt([
    { key: limitKey("reset-address", address), limit: PER_ADDRESS, ...window },
  ]);
  if (waitMs > 0)
    throw throttled("reset_throttled", "Too many resets were asked for from your address", waitMs);
  const isOften = (await countAttempt([{ key: limitKey("reset", email), limit: PER_EMAIL, ...window }])) > 0;
  if (!isOften) await db().$transaction((tx) => enqueue(tx, mailResetJob, { email, requestId }));
  await forgetOldAttempts();
}

/** Whether this server can mail a link for a new password; else an admin hands one on. */
export const canMailReset = (): boolean => isMailSetUp();
