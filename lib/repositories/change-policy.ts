import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db, isUniqueViolation } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { policyTaken } from "./create-policy.ts";
import { lockPolicies } from "./find-policy.ts";
import { requireManagePolicies } from "./policy.ts";
import { policyColumns, policyDetails, policyName } from "./policy-rows.ts";
import type { ChangePolicyInput, PolicyView } from "./schema.ts";
import { viewPolicy } from "./view-policy.ts";

/**
 * Changes a policy; what is left out stays. It holds for every write that commits after it, in every process.
 * @throws Problem "policy_unknown", "policy_exists", "role_missing", "scope_missing"
 */
export async function changePolicy(
  viewer: Viewer,
  id: string,
  input: ChangePolicyInput,
): Promise<PolicyView> {
  requireManagePolicies(viewer, "change a policy of repositories");
  const { orgId } = viewer;
  let wanted = { pattern: "", tagPattern: "" };
  try {
    const changed = await db().$transaction(async (tx) => {
      await lockPolicies(tx, orgId);
      const before = await tx.repositoryPolicy.findUnique({ where: { id, orgId }, select: policyColumns });
      if (!before) throw new Problem("policy_unknown");
      const tagPattern = input.tagPattern === undefined ? before.tagPattern : (input.tagPattern ?? "");
      const after = {
        pattern: input.pattern ?? before.pattern,
        tagPattern,
        immutable: input.immutable ?? before.immutable,
        delete: input.delete ?? before.delete,
      };
      wanted = after;
      const row = await tx.repositoryPolicy.update({
        where: { id, orgId },
        data: { ...after, updatedAt: clock.now() },
        select: policyColumns,
      });
      await recordAudit(tx, {
        ...viewer,
        action: "repository-policy.changed",
        subject: { kind: "repository-policy", id, name: policyName(row) },
        details: { before: policyDetails(before), after: policyDetails(row) },
      });
      return row;
    });
    return await viewPolicy(orgId, changed);
  } catch (error) {
    if (isUniqueViolation(error)) throw policyTaken(wanted);
    throw error;
  }
}
