import { db } from "#lib/db/database.ts";
import { log } from "#lib/log/log.ts";
import { Problem } from "#lib/problems/problem.ts";
import { isPasswordOf } from "./hash-password.ts";
import { emailSchema } from "./schema.ts";
import { requirePasswordSignIn } from "./sign-in-ways.ts";
import { countSignInAttempt, forgetOldAttempts, forgiveAttempt } from "./throttle-sign-in.ts";
import type { ProvenPerson } from "./types.ts";

export type SignInAttempt = {
  email: string;
  password: string;
  /** Of the client, as the connection says. */
  address: string;
  requestId: string;
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
}: SignInAttempt): Promise<ProvenPerson> {
  requirePasswordSignIn();
  const email = emailSchema.safeParse(typed).data ?? "";
  await countSignInAttempt(email, address);
  const user = await db().user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, sessionEpoch: true },
  });
  const isRight = await isPasswordOf(user?.passwordHash ?? null, password);
  if (!user || !isRight) {
    log.warn({ requestId, address }, "sign-in failed");
    throw new Problem("sign_in_failed", {
      detail: "The e-mail or the password is wrong.",
      hint: "If you do not know your password any more, ask an admin for a link to choose a new one.",
    });
  }
  await forgiveAttempt(email, address);
  await forgetOldAttempts();
  return { sub: user.id, epoch: user.sessionEpoch };
}
