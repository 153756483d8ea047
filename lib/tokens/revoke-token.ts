import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { requireManageRegistryTokens } from "./policy.ts";
import type { RegistryTokenView } from "./schema.ts";
import { registryTokenColumns, toRegistryTokenView } from "./token-rows.ts";

/**
 * Ends a registry token from the next request on; the row stays, with who did it and when (GOH-58). Again is success.
 * @throws Problem "token_unknown", "role_missing", "scope_missing"
 */
export async function revokeRegistryToken(viewer: Viewer, id: string): Promise<RegistryTokenView> {
  requireManageRegistryTokens(viewer, "revoke a registry token");
  const topic = `token:${id}`;
  const row = await db().$transaction(async (tx) => {
    const { count } = await tx.registryToken.updateMany({
      where: { id, orgId: viewer.orgId, revokedAt: null },
      data: { revokedAt: clock.now(), revokedByName: viewer.actor.name },
    });
    const token = await tx.registryToken.findUnique({
      where: { id, orgId: viewer.orgId },
      select: registryTokenColumns,
    });
    if (!token) throw new Problem("token_unknown");
    if (count === 0) return token;
    await announceChange(tx, topic);
    await recordAudit(tx, {
      ...viewer,
      action: "registry-token.revoked",
      subject: { kind: "registry-token", id, name: token.name },
    });
    return token;
  });
  applyChangeHere(topic);
  return toRegistryTokenView(row);
}
