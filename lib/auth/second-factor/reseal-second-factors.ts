import { db } from "#lib/db/database.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { reseal } from "#lib/vault/seal.ts";
import { vaultContext } from "./spend-code.ts";

/**
 * Seals every second factor anew that an older key sealed. One that was set up anew meanwhile is left as it is.
 * @returns how many were sealed anew, were sealed with the newest key already, and cannot be opened with any key
 */
export async function resealSecondFactors(): Promise<{ resealed: number; kept: number; lost: number }> {
  const counts = { resealed: 0, kept: 0, lost: 0 };
  for (const { userId, secret } of await db().secondFactor.findMany({
    select: { userId: true, secret: true },
  })) {
    try {
      const anew = reseal(secret, vaultContext(userId));
      if (anew === null) counts.kept += 1;
      else {
        await db().secondFactor.updateMany({ where: { userId, secret }, data: { secret: anew } });
        counts.resealed += 1;
      }
    } catch (error) {
      if (!isProblem(error)) throw error;
      counts.lost += 1;
    }
  }
  return counts;
}
