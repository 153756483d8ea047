import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { requireManageRegistryTokens, tokenState } from "./policy.ts";
import type { MintedRegistryToken, RotateTokenInput } from "./schema.ts";
import { hashSecret, makeSecret, shownPrefix } from "./secret.ts";
import { registryTokenColumns, toRegistryTokenView } from "./token-rows.ts";

const DAY_MS = 86_400_000;

/**
 * Gives a registry token a new secret under the same id; the old one is taken for `overlapDays` more (GOH-60). A secret
 * from an earlier rotation ends at once: two are valid at most. A token with an expiry begins its span anew.
 * @throws Problem "token_unknown", "token_ended", "role_missing", "scope_missing"
 */
export async function rotateRegistryToken(
  viewer: Viewer,
  id: string,
  { overlapDays }: RotateTokenInput,
): Promise<MintedRegistryToken> {
  requireManageRegistryTokens(viewer, "rotate a registry token");
  const secret = makeSecret("crt");
  const topic = `token:${id}`;
  const row = await db().$transaction(async (tx) => {
    // Two who rotate at once take turns: the second then rotates the first one's secret.
    await tx.$queryRaw`SELECT "id" FROM "RegistryToken" WHERE "id" = ${id} AND "orgId" = ${viewer.orgId} FOR UPDATE`;
    const token = await tx.registryToken.findUnique({
      where: { id, orgId: viewer.orgId },
      select: { ...registryTokenColumns, hash: true },
    });
    if (!token) throw new Problem("token_unknown");
    const now = clock.now();
    const state = tokenState(token, now);
    if (state === "revoked" || state === "expired") throw new Problem("token_ended", { detail: token.name });
    const spanMs = token.expiresAt && token.expiresAt.getTime() - token.createdAt.getTime();
    const rotated = await tx.registryToken.update({
      where: { id },
      data: {
        hash: hashSecret(secret),
        prefix: shownPrefix(secret),
        previousHash: overlapDays > 0 ? token.hash : null,
        previousUntil: overlapDays > 0 ? addMs(now, overlapDays * DAY_MS) : null,
        expiresAt: spanMs === null ? null : addMs(now, spanMs),
      },
      select: registryTokenColumns,
    });
    await announceChange(tx, topic);
    await recordAudit(tx, {
      ...viewer,
      action: "registry-token.rotated",
      subject: { kind: "registry-token", id, name: token.name },
      details: { overlapDays },
    });
    return rotated;
  });
  applyChangeHere(topic);
  return { ...toRegistryTokenView(row), token: secret };
}
