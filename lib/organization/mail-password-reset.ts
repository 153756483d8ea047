import { z } from "zod";
import { resetMail } from "#lib/auth/account-mails.ts";
import { auditPerson } from "#lib/auth/audit-person.ts";
import { sendMailLater } from "#lib/auth/send-mail-later.ts";
import { db } from "#lib/db/database.ts";
import { defineJob } from "#lib/jobs/define-job.ts";
import type { JobHandler } from "#lib/jobs/run-jobs.ts";
import { log } from "#lib/log/log.ts";
import { insertPasswordLink } from "./insert-password-link.ts";

const LINK_MINUTES = 30;

export const mailResetJob = defineJob({
  name: "organization.mail-password-reset",
  payload: z.strictObject({ email: z.string(), requestId: z.string() }),
  retries: 5,
  retryDelaySeconds: 5,
  leaseSeconds: 30,
  timeLimitSeconds: 60,
});

/** Makes the link and its mail, if somebody has this e-mail. Run twice it makes two: each works once, for half an hour. */
async function mailReset({ email, requestId }: { email: string; requestId: string }): Promise<void> {
  const user = await db().user.findUnique({
    where: { email, memberships: { some: {} } },
    select: { id: true },
  });
  if (!user) return;
  await db().$transaction(async (tx) => {
    const { url } = await insertPasswordLink(tx, user.id, LINK_MINUTES * 60_000);
    await sendMailLater(tx, resetMail(email, url, LINK_MINUTES));
    const actor = { kind: "anonymous", id: "", name: "anonymous" };
    const action = "user.password-reset-asked";
    await auditPerson(tx, { actor, door: "portal", requestId, action, userId: user.id });
  });
}

export const mailResetHandler: JobHandler<typeof mailResetJob.payload> = {
  run: mailReset,
  giveUp: async ({ requestId }, reason) =>
    log.error({ requestId, reason }, "a password reset was not mailed"),
};
