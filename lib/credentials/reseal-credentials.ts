import { db } from "#lib/db/database.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { reseal } from "#lib/vault/seal.ts";
import { sealContext } from "./credential-rows.ts";

export type Resealed = { resealed: number; kept: number; lost: number };

/**
 * Seals every password anew that an older key sealed; for all organizations, as an operator. One that was replaced meanwhile is
 * left as it is: the newest key sealed it.
 * @returns how many were sealed anew, were sealed with the newest key already, and cannot be opened with any key
 */
export async function resealCredentials(): Promise<Resealed> {
  const counts = { resealed: 0, kept: 0, lost: 0 };
  const rows = await db().ociCredential.findMany({
    select: { id: true, orgId: true, host: true, path: true, secret: true },
  });
  for (const row of rows) {
    try {
      const secret = reseal(row.secret, sealContext(row));
      if (secret === null) counts.kept += 1;
      else {
        await db().ociCredential.updateMany({
          where: { id: row.id, orgId: row.orgId, secret: row.secret },
          data: { secret },
        });
        counts.resealed += 1;
      }
    } catch (error) {
      if (!isProblem(error)) throw error;
      counts.lost += 1;
    }
  }
  return counts;
}
