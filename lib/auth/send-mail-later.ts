import { z } from "zod";
import type { Tx } from "#lib/db/database.ts";
import { defineJob } from "#lib/jobs/define-job.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { type Mail, mailSchema } from "#lib/net/mail-schema.ts";
import { isMailSetUp } from "#lib/net/send-mail.ts";
import { open, seal } from "#lib/vault/seal.ts";

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

/** What a job was told to send. */
export function openMail(sealed: string): Mail {
  return mailSchema.parse(JSON.parse(open(sealed, CONTEXT)));
}
