import { db } from "#lib/db/database.ts";
import { requirePerson } from "../change-password.ts";
import type { SecondFactorView } from "../schema.ts";
import { signInWays } from "../sign-in-ways.ts";
import type { Viewer } from "../types.ts";

/** Whether signing in asks this person for a code. */
export async function hasSecondFactor(userId: string): Promise<boolean> {
  const row = await db().secondFactor.findUnique({ where: { userId }, select: { confirmedAt: true } });
  return row !== null && row.confirmedAt !== null;
}

/** One's own second factor, as the account page shows it. */
export const getSecondFactor = (viewer: Viewer): Promise<SecondFactorView> =>
  findSecondFactor(requirePerson(viewer).id);

/** What guards somebody's account, beside a provider. */
export async function findSecondFactor(userId: string): Promise<SecondFactorView> {
  const user = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      passwordHash: true,
      secondFactor: {
        select: { confirmedAt: true, _count: { select: { codes: { where: { usedAt: null } } } } },
      },
    },
  });
  const factor = user.secondFactor;
  return {
    onSince: factor?.confirmedAt?.toISOString() ?? null,
    codesLeft: factor?._count.codes ?? 0,
    hasPassword: user.passwordHash !== null && signInWays().password,
  };
}
