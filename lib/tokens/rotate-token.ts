import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, type Tx } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { findOwnApiToken } from "./find-own-api-token.ts";
import { holdParent, type Parent } from "./hold-parent.ts";
import { lockDescendants } from "./lock-descendants.ts";
import {
  mayManageRegistryTokens,
  requireManageSomeTokens,
  requireRotateApiToken,
  tokenState,
} from "./policy.ts";
import type { MintedApiToken, MintedRegistryToken, RotateTokenInput } from "./schema.ts";
import { hashSecret, makeSecret, shownPrefix } from "./secret.ts";
import { endOfRotated } from "./token-end.ts";
import { apiTokenColumns, registryTokenColumns, toApiTokenView, toRegistryTokenView } from "./token-rows.ts";

const DAY_MS = 86_400_000;

type Rotated = {
  orgId: string;
  name: string;
  hash: string;
  parentId: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/**
 * What a row becomes with another secret (GOH-60): the one that it had is taken for `overlapDays` more, and the one before
 * that ends at once: two are valid at most. An expiry begins its span anew.
 * @throws Problem "token_ended"
 */
async function withSecret(tx: Tx, token: Rotated, secret: string, { overlapDays }: RotateTokenInput) {
  const now = clock.now();
  const state = tokenState(token, now);
  if (state === "revoked" || state === "expired") throw new Problem("token_ended", { detail: token.name });
  return {
    hash: hashSecret(secret),
    prefix: shownPrefix(secret),
    previousHash: overlapDays > 0 ? token.hash : null,
    previousUntil: overlapDays > 0 ? addMs(now, overlapDays * DAY_MS) : null,
    expiresAt: await endOfRotated(tx, token),
  };
}

/** What an API token makes ends with it, so that no secret outlives it: nothing else may it rotate, nor itself. */
function requireMadeWith(parent: Parent | null, token: { parentId: string | null }): void {
  if (parent && token.parentId !== parent.id)
    throw new Problem("mint_exceeded", { detail: "An API token rotates what was made with it only." });
}

/**
 * Gives a registry token a new secret under the same id.
 * @throws Problem "token_unknown", "token_ended", "role_missing", "scope_missing", "mint_exceeded"
 */
export async function rotateRegistryToken(
  viewer: Viewer,
  id: string,
  input: RotateTokenInput,
): Promise<MintedRegistryToken> {
  requireManageSomeTokens(viewer, "rotate a registry token");
  const secret = makeSecret("crt");
  const topic = `token:${id}`;
  const view = await db().$transaction(async (tx) => {
    const parent = await holdParent(tx, viewer);
    // Two who rotate at once take turns: the second then rotates the first one's secret.
    await tx.$queryRaw`SELECT "id" FROM "RegistryToken" WHERE "id" = ${id} AND "orgId" = ${viewer.orgId} FOR UPDATE`;
    const token = await tx.registryToken.findUnique({
      where: { id, orgId: viewer.orgId },
      select: { ...registryTokenColumns, hash: true },
    });
    if (!token || !mayManageRegistryTokens(viewer, token.project)) throw new Problem("token_unknown");
    requireMadeWith(parent, token);
    const data = await withSecret(tx, token, secret, input);
    const rotated = await tx.registryToken.update({ where: { id }, data, select: registryTokenColumns });
    await announceChange(tx, topic);
    await recordAudit(tx, {
      ...viewer,
      action: "registry-token.rotated",
      subject: { kind: "registry-token", id, name: token.name },
      details: input,
    });
    return toRegistryTokenView(tx, rotated);
  });
  applyChangeHere(topic);
  return { ...view, token: secret };
}

/** A span that begins anew may be a shorter one, where the organization's maximum is new: what was made with it then ends with it. */
async function endDescendants(tx: Tx, orgId: string, id: string, end: Date | null): Promise<string[]> {
  if (end === null) return [];
  const descendants = await lockDescendants(tx, orgId, id);
  const later = { OR: [{ expiresAt: null }, { expiresAt: { gt: end } }] };
  await tx.apiToken.updateMany({ where: { id: { in: descendants }, ...later }, data: { expiresAt: end } });
  const line = { orgId, parentId: { in: [id, ...descendants] }, revokedAt: null };
  await tx.registryToken.updateMany({ where: { ...line, ...later }, data: { expiresAt: end } });
  return descendants;
}

/**
 * The same for an API token. Whose it is decides: a person's is for that person alone, since whoever has the secret acts as
 * them. What was made with it stays good: revoke it where a secret has leaked.
 * @throws Problem "token_unknown", "token_ended", "role_missing", "scope_missing", "mint_exceeded"
 */
export async function rotateApiToken(
  viewer: Viewer,
  id: string,
  input: RotateTokenInput,
): Promise<MintedApiToken> {
  const secret = makeSecret("cra");
  const { view, topics } = await db().$transaction(async (tx) => {
    const parent = await holdParent(tx, viewer);
    await tx.$queryRaw`SELECT "id" FROM "ApiToken" WHERE "id" = ${id} AND "orgId" = ${viewer.orgId} FOR UPDATE`;
    const token = await findOwnApiToken(tx, viewer, id);
    requireRotateApiToken(viewer, parent?.userId ?? viewer.actor.id, token);
    requireMadeWith(parent, token);
    const { hash } = await tx.apiToken.findUniqueOrThrow({ where: { id }, select: { hash: true } });
    const data = await withSecret(tx, { ...token, hash }, secret, input);
    const rotated = await tx.apiToken.update({ where: { id }, data, select: apiTokenColumns });
    const descendants = await endDescendants(tx, viewer.orgId, id, data.expiresAt);
    const told = [id, ...descendants].map((one) => `token:${one}`);
    for (const topic of told) await announceChange(tx, topic);
    await recordAudit(tx, {
      ...viewer,
      action: "api-token.rotated",
      subject: { kind: "api-token", id, name: token.name },
      details: input,
    });
    return { view: await toApiTokenView(tx, viewer, rotated), topics: told };
  });
  for (const topic of topics) applyChangeHere(topic);
  return { ...view, token: secret };
}
