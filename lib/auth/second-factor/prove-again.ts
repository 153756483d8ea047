import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { isPasswordOf } from "../hash-password.ts";
import type { ProveAgainInput } from "../schema.ts";
import { countOwnPassword, forgiveOwnPassword } from "../throttle-sign-in.ts";
import { spendCode } from "./spend-code.ts";

/**
 * Asks whoever is signed in to prove again who they are, before they lower what guards the account: by their password, or
 * by a code of the second factor. A session that was left open, or stolen, is not enough.
 * @throws Problem "sign_in_failed", "sign_in_throttled", "code_wrong", "code_throttled"
 */
export async function proveAgain(userId: string, { password, code }: ProveAgainInput): Promise<void> {
  if (code) {
    await spendCode(userId, code, "self");
    return;
  }
  await countOwnPassword(userId);
  const user = await db().user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  if (!(await isPasswordOf(user?.passwordHash ?? null, password ?? "")))
    throw new Problem("sign_in_failed", { detail: "The password is wrong." });
  await forgiveOwnPassword(userId);
}
