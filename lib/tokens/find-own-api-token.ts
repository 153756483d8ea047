import type { Viewer } from "#lib/auth/types.ts";
import type { Tx } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { mayManageApiTokens } from "./policy.ts";
import { apiTokenColumns } from "./token-rows.ts";

/**
 * An API token that the viewer sees: one's own anybody, others' and service accounts' an admin.
 * @throws Problem "token_unknown" also for whoever may not see it
 */
export async function findOwnApiToken(tx: Tx, viewer: Viewer, id: string) {
  const token = await tx.apiToken.findUnique({ where: { id, orgId: viewer.orgId }, select: apiTokenColumns });
  const isOwn = token !== null && (token.userId === viewer.actor.id || token.id === viewer.actor.id);
  if (!token || (!isOwn && !mayManageApiTokens(viewer))) throw new Problem("token_unknown");
  return token;
}
