import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { findOwnApiToken } from "./find-own-api-token.ts";
import { lockDescendants } from "./lock-descendants.ts";
import { mayManageRegistryTokens, requireManageSomeTokens } from "./policy.ts";
import type { ApiTokenView, RegistryTokenView } from "./schema.ts";
import { apiTokenColumns, registryTokenColumns, toApiTokenView, toRegistryTokenView } from "./token-rows.ts";

const unknown = () => new Problem("token_unknown");

const revocation = (viewer: Viewer) => ({ revokedAt: clock.now(), revokedByName: viewer.actor.name });

/**
 * Ends a registry token from the next request on; the row stays, with who did it and when (GOH-58). Again is success. An API
 * token may always end what was made with it.
 * @throws Problem "token_unknown", "role_missing", "scope_missing"
 */
export async function revokeRegistryToken(viewer: Viewer, id: string): Promise<RegistryTokenView> {
  const topic = `token:${id}`;
  const view = await db().$transaction(async (tx) => {
    const where = { id, orgId: viewer.orgId };
    const made = await tx.registryToken.findUnique({ where, select: { parentId: true, project: true } });
    const isOwn = viewer.actor.kind === "api-token" && made?.parentId === viewer.actor.id;
    if (!isOwn) {
      requireManageSomeTokens(viewer, "revoke a registry token");
      if (made && !mayManageRegistryTokens(viewer, made.project)) throw unknown();
    }
    const { count } = await tx.registryToken.updateMany({
      where: { ...where, revokedAt: null },
      data: revocation(viewer),
    });
    const token = await tx.registryToken.findUnique({ where, select: registryTokenColumns });
    if (!token) throw new Problem("token_unknown");
    const seen = await toRegistryTokenView(tx, token);
    if (count === 0) return seen;
    await announceChange(tx, topic);
    await recordAudit(tx, {
      ...viewer,
      action: "registry-token.revoked",
      subject: { kind: "registry-token", id, name: token.name },
    });
    return seen;
  });
  applyChangeHere(topic);
  return view;
}

/**
 * Ends an API token from the next request on, with everything that was made with it (GL-14). Again is success.
 * @throws Problem "token_unknown"
 */
export async function revokeApiToken(viewer: Viewer, id: string): Promise<ApiTokenView> {
  const { view, topics } = await db().$transaction(async (tx) => {
    const token = await findOwnApiToken(tx, viewer, id);
    const { count } = await tx.apiToken.updateMany({
      where: { id, orgId: viewer.orgId, revokedAt: null },
      data: revocation(viewer),
    });
    if (count === 0) return { view: await toApiTokenView(tx, viewer, token), topics: [] };
    const descendants = await lockDescendants(tx, viewer.orgId, id);
    await tx.apiToken.updateMany({ where: { id: { in: descendants } }, data: revocation(viewer) });
    const line = [id, ...descendants];
    const ended = await tx.registryToken.updateMany({
      where: { orgId: viewer.orgId, parentId: { in: line }, revokedAt: null },
      data: revocation(viewer),
    });
    // What was made with a token is forgotten with it: one announcement for all of them.
    const told = line.map((one) => `token:${one}`);
    for (const topic of told) await announceChange(tx, topic);
    await recordAudit(tx, {
      ...viewer,
      action: "api-token.revoked",
      subject: { kind: "api-token", id, name: token.name },
      details: { alsoRevoked: { apiTokens: descendants.length, registryTokens: ended.count } },
    });
    const revoked = await tx.apiToken.findUniqueOrThrow({ where: { id }, select: apiTokenColumns });
    return { view: await toApiTokenView(tx, viewer, revoked), topics: told };
  });
  for (const topic of topics) applyChangeHere(topic);
  return view;
}
