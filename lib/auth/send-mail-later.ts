import { z } from "zod";
import type { Tx } from "#lib/db/database.ts";
import { defineJob } from "#lib/jobs/define-job.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { rewriteWaiting } from "#lib/jobs/rewrite-waiting.ts";
import { type Mail, mailSchema } from "#lib/net/mail-schema.ts";
import { isMailSetUp } from "#lib/net/send-mail.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { open, reseal, seal } from "#lib/vault/seal.ts";

const CONTEXT = "mail";

/** Some hours of tries: a mail server that is away for a night's maintenance loses nothing. */
export const mailJob = defineJob({
  name: "auth.send-mail",
  payload: z.strictObject({ sealed: z.string() }),
  retries: 50,
  retryDelaySeconds: 10,
  leaseSeconds: 30,
  timeLimitSeconds: 120,
});

/**
 * Sends a mail once the caller's transaction has committed. What it says is sealed in the job's row: it may hold a link that
 * opens an account.
 * @returns false where this server sends no mail: nothing happens then
 */
export async function sendMailLater(tx: Tx, mail: Mail): Promise<boolean> {
  if (!isMailSetUp()) return false;
  await enqueue(tx, mailJob, { sealed: seal(JSON.stringify(mailSchema.parse(mail)), CONTEXT) });
  return true;
}

/**
 * Seals mails that wait anew where an older key sealed them.
 * @returns how many were sealed anew, were sealed with the newest key already, and cannot be opened with any key
 */
export async function resealMails(): Promise<{ resealed: number; kept: number; lost: number }> {
  const counts = { resealed: 0, kept: 0, lost: 0 };
  await rewriteWaiting(mailJob, ({ sealed }) => {
    try {
      const anew = reseal(sealed, CONTEXT);
      counts[anew === null ? "kept" : "resealed"] += 1;
      return anew === null ? null : { sealed: anew };
    } catch (error) {
      if (!isProblem(error)) throw error;
      counts.lost += 1;
      return null;
    }
  });
  return counts;
}

/** What a job was told to send. */
export function openMail(sealed: string): Mail {
  return mailSchema.parse(JSON.parse(open(sealed, CONTEXT)));
}
