import type { JobHandler } from "#lib/jobs/run-jobs.ts";
import { log } from "#lib/log/log.ts";
import { sendMail } from "#lib/net/send-mail.ts";
import { type mailJob, openMail } from "./send-mail-later.ts";

/** A mail that was sent by a process which died right after may come twice; that harms nobody. */
export const mailHandler: JobHandler<typeof mailJob.payload> = {
  run: async ({ sealed }) => sendMail(openMail(sealed)),
  giveUp: async (_, reason) => log.error({ reason }, "a mail was not sent"),
};
