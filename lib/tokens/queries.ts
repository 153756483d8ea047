import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { requireManageRegistryTokens } from "./policy.ts";
import type { RegistryTokenView } from "./schema.ts";
import { registryTokenColumns, toRegistryTokenView } from "./token-rows.ts";

/** All registry tokens of the organization, newest first, with those that ended. @throws Problem "role_missing" */
export async function listRegistryTokens(viewer: Viewer): Promise<RegistryTokenView[]> {
  requireManageRegistryTokens(viewer, "see registry tokens");
  const rows = await db().registryToken.findMany({
    where: { orgId: viewer.orgId },
    select: registryTokenColumns,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map(toRegistryTokenView);
}
