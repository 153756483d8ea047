import { db } from "#lib/db/database.ts";
import { log } from "#lib/log/log.ts";
import { isMailSetUp } from "#lib/net/send-mail.ts";
import { Problem } from "#lib/problems/problem.ts";
import { forgetOldAttempts } from "./count-attempts.ts";
import { isPasswordOf } from "./hash-password.ts";
import { emailSchema } from "./schema.ts";
import { requirePasswordSignIn } from "./sign-in-ways.ts";
import { countSignInAttempt, forgiveAttempt } from "./throttle-sign-in.ts";
import type { ProvenPerson } from "./types.ts";

export type SignInAttempt = {
  email: string;
  password: string;
  /** Of the client, as the connection says. */
  address: string;
  requestId: string;
  /** Tells the mark of a browser in which this person has signed in before. */
  knownDevice?: (userId: string) => string | null;
};

/**
 * Whoever has this e-mail and password. Takes the same time whether or not the e-mail is known.
 * @throws Problem "sign_in_failed", "sign_in_throttled"; "password_sign_in_off" where nobody signs in so
 */
export async function checkSignIn({
  email: typed,
  password,
  address,
  requestId,
  knownDevice = () => null,
}: SignInAttempt): Promise<ProvenPerson> {
  requirePasswordSignIn();
  const email = emailSchema.safeParse(typed).data ?? "";
  const user = await db().user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, sessionEpoch: true },
  });
  const attempt = { email, address, device: user && knownDevice(user.id) };
  await countSignInAttempt(attempt);
  const isRight = await isPasswordOf(user?.passwordHash ?? null, password);
  if (!user || !isRight) {
    log.warn({ requestId, address }, "sign-in failed");
    throw new Problem("sign_in_failed", {
      detail: "The e-mail or the password is wrong.",
      hint: isMailSetUp()
        ? "If you do not know your password any more, ask for a new one by mail."
        : "If you do not know your password any more, ask an admin for a link to choose a new one.",
    });
  }
  await forgiveAttempt(attempt);
  await forgetOldAttempts();
  return { sub: user.id, epoch: user.sessionEpoch };
}
