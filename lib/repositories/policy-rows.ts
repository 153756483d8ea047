import type { PolicyRule } from "./policy.ts";
import type { PolicyView } from "./schema.ts";

export const policyColumns = {
  id: true,
  pattern: true,
  tagPattern: true,
  immutable: true,
  delete: true,
  createdAt: true,
  updatedAt: true,
} as const;

export type PolicyRow = PolicyRule & { id: string; createdAt: Date; updatedAt: Date };

export const toPolicyView = (row: PolicyRow, repositories: number): PolicyView => ({
  id: row.id,
  pattern: row.pattern,
  tagPattern: row.tagPattern || null,
  immutable: row.immutable,
  delete: row.delete,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  repositories,
});

/** What the audit log keeps of a policy. */
export const policyDetails = ({ pattern, tagPattern, immutable, ...rest }: PolicyRule) => ({
  pattern,
  tagPattern: tagPattern || null,
  immutable,
  delete: rest.delete,
});

/** `images/**`, `images/** : v*`: how a policy is called. */
export const policyName = ({ pattern, tagPattern }: Pick<PolicyRule, "pattern" | "tagPattern">): string =>
  tagPattern ? `${pattern} : ${tagPattern}` : pattern;
