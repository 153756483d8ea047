import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db, isUniqueViolation } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { lockPolicies } from "./find-policy.ts";
import { requireManagePolicies } from "./policy.ts";
import { policyColumns, policyDetails, policyName } from "./policy-rows.ts";
import type { CreatePolicyInput, PolicyView } from "./schema.ts";
import { viewPolicy } from "./view-policy.ts";

/** Each of them is read with every push of a tag. */
const MAX_POLICIES = 200;

export const policyTaken = (rule: { pattern: string; tagPattern: string }) =>
  new Problem("policy_exists", { detail: policyName(rule), hint: "Change the one that is there." });

/**
 * Sets a policy for plain repositories. It holds for every write that commits after it, in every process.
 * @throws Problem "role_missing", "scope_missing"; "policy_exists" for the same patterns; "input_invalid" beyond 200
 */
export async function createPolicy(viewer: Viewer, input: CreatePolicyInput): Promise<PolicyView> {
  requireManagePolicies(viewer, "set a policy of repositories");
  const { orgId } = viewer;
  const rule = { ...input, tagPattern: input.tagPattern ?? "" };
  const now = clock.now();
  try {
    const made = await db().$transaction(async (tx) => {
      await lockPolicies(tx, orgId);
      if ((await tx.repositoryPolicy.count({ where: { orgId } })) >= MAX_POLICIES)
        throw new Problem("input_invalid", {
          detail: `An organization has at most ${MAX_POLICIES} policies.`,
        });
      const row = await tx.repositoryPolicy.create({
        data: { id: newId("pol"), orgId, ...rule, createdAt: now, updatedAt: now },
        select: policyColumns,
      });
      await recordAudit(tx, {
        ...viewer,
        action: "repository-policy.created",
        subject: { kind: "repository-policy", id: row.id, name: policyName(row) },
        details: policyDetails(row),
      });
      return row;
    });
    return await viewPolicy(orgId, made);
  } catch (error) {
    if (isUniqueViolation(error)) throw policyTaken(rule);
    throw error;
  }
}
