import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { lockPolicies } from "./find-policy.ts";
import { requireManagePolicies } from "./policy.ts";
import { policyColumns, policyDetails, policyName } from "./policy-rows.ts";

/**
 * Takes a policy away: what it spoke of falls to the next one that matches, or to the default.
 * @throws Problem "policy_unknown", "role_missing", "scope_missing"
 */
export async function deletePolicy(viewer: Viewer, id: string): Promise<void> {
  requireManagePolicies(viewer, "delete a policy of repositories");
  const { orgId } = viewer;
  await db().$transaction(async (tx) => {
    await lockPolicies(tx, orgId);
    const row = await tx.repositoryPolicy.findUnique({ where: { id, orgId }, select: policyColumns });
    if (!row) throw new Problem("policy_unknown");
    await tx.repositoryPolicy.delete({ where: { id, orgId }, select: { id: true } });
    await recordAudit(tx, {
      ...viewer,
      action: "repository-policy.deleted",
      subject: { kind: "repository-policy", id, name: policyName(row) },
      details: policyDetails(row),
    });
  });
}
