import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { holdParent } from "./hold-parent.ts";
import { requireManageRegistryTokens, tokenState } from "./policy.ts";
import type { MintedRegistryToken, RotateTokenInput } from "./schema.ts";
import { hashSecret, makeSecret, shownPrefix } from "./secret.ts";
import { endOfRotated } from "./token-end.ts";
import { registryTokenColumns, toRegistryTokenView } from "./token-rows.ts";

const DAY_MS = 86_400_000;

/**
 * Gives a registry token a new secret under the same id; the old one is taken for `overlapDays` more (GOH-60). A secret
 * from an earlier rotation ends at once: two are valid at most. A token with an expiry begins its span anew, within what the
 * organization lets a token last. An API token rotates what was made with it, so that no secret outlives it.
 * @throws Problem "token_unknown", "token_ended", "role_missing", "scope_missing", "mint_exceeded"
 */
export async function rotateRegistryToken(
  viewer: Viewer,
  id: string,
  { overlapDays }: RotateTokenInput,
): Promise<MintedRegistryToken> {
  requireManageRegistryTokens(viewer, "rotate a registry token");
  const secret = makeSecret("crt");
  const topic = `token:${id}`;
  const view = await db().$transaction(async (tx) => {
    // Two who rotate at once take turns: the second then rotates the first one's secret.
    await tx.$queryRaw`SELECT "id" FROM "RegistryToken" WHERE "id" = ${id} AND "orgId" = ${viewer.orgId} FOR UPDATE`;
    const token = await tx.registryToken.findUnique({
      where: { id, orgId: viewer.orgId },
      select: { ...registryTokenColumns, hash: true },
    });
    if (!token) throw new Problem("token_unknown");
    const parent = await holdParent(tx, viewer);
    if (parent && token.parentId !== parent.id)
      throw new Problem("mint_exceeded", { detail: "An API token rotates what was made with it only." });
    const now = clock.now();
    const state = tokenState(token, now);
    if (state === "revoked" || state === "expired") throw new Problem("token_ended", { detail: token.name });
    const rotated = await tx.registryToken.update({
      where: { id },
      data: {
        hash: hashSecret(secret),
        prefix: shownPrefix(secret),
        previousHash: overlapDays > 0 ? token.hash : null,
        previousUntil: overlapDays > 0 ? addMs(now, overlapDays * DAY_MS) : null,
        expiresAt: await endOfRotated(tx, token),
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
    return toRegistryTokenView(tx, rotated);
  });
  applyChangeHere(topic);
  return { ...view, token: secret };
}
