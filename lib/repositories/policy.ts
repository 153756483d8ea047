import { requireApiScope, requireRole } from "#lib/auth/policy.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { type Digest, parseDigest } from "#lib/ids/digest.ts";
import { kindOfRoot } from "#lib/ids/ids.ts";
import { matchesPattern } from "#lib/ids/repository-pattern.ts";

/** What may happen to the tags of a repository, and to what it holds (OCI-108). */
export type RepositoryPolicy = {
  /** A tag that is there is never pointed at something else. */
  immutable: boolean;
  /** Tags, manifests and blobs may be deleted. */
  delete: boolean;
};

/** A policy that an admin set for plain repositories. */
export type PolicyRule = RepositoryPolicy & {
  /** Of repositories' names. */
  pattern: string;
  /** Empty: every tag, and what has none. */
  tagPattern: string;
};

/** OCI-97, OCI-102: nobody can change this one. */
export const CATALOG_POLICY: RepositoryPolicy = { immutable: true, delete: false };
/** OCI-108: the default of plain repositories. */
export const PLAIN_POLICY: RepositoryPolicy = { immutable: false, delete: true };

/** @param name a repository's, without the organization */
export function isCatalogRepository(name: string): boolean {
  return kindOfRoot(name.split("/", 1)[0] ?? "") !== null;
}

const applies = (rule: PolicyRule, name: string, tag: string | null) =>
  matchesPattern(rule.pattern, name) &&
  (rule.tagPattern === "" || (tag !== null && matchesPattern(rule.tagPattern, tag)));

const lettersOf = (pattern: string) => pattern.replaceAll("*", "").length;
const starsOf = (pattern: string) => pattern.length - lettersOf(pattern);

/** Below 0 where the first says more than the second. The patterns themselves decide last, so that it is never chance. */
function compareRules(a: PolicyRule, b: PolicyRule): number {
  return (
    lettersOf(b.pattern) - lettersOf(a.pattern) ||
    starsOf(a.pattern) - starsOf(b.pattern) ||
    lettersOf(b.tagPattern) - lettersOf(a.tagPattern) ||
    Number(b.tagPattern !== "") - Number(a.tagPattern !== "") ||
    starsOf(a.tagPattern) - starsOf(b.tagPattern) ||
    (`${a.pattern}\n${a.tagPattern}` < `${b.pattern}\n${b.tagPattern}` ? -1 : 1)
  );
}

/** In the order in which they are asked: the one whose pattern spells out most of the name is first. */
export function orderRules<Rule extends PolicyRule>(rules: readonly Rule[]): Rule[] {
  return rules.toSorted(compareRules);
}

/**
 * The one rule that applies: of those that match, the one that spells out most of the name, and of these the one that spells
 * out most of the tag.
 * @param tag null: what has no tag, of which only rules for all tags speak
 */
export function findRule<Rule extends PolicyRule>(
  rules: readonly Rule[],
  name: string,
  tag: string | null,
): Rule | null {
  return orderRules(rules.filter((rule) => applies(rule, name, tag)))[0] ?? null;
}

export function choosePolicy(
  rules: readonly PolicyRule[],
  name: string,
  tag: string | null,
): RepositoryPolicy {
  if (isCatalogRepository(name)) return CATALOG_POLICY;
  return findRule(rules, name, tag) ?? PLAIN_POLICY;
}

/** API-25: policies are an admin's. @throws Problem "sign_in_required", "role_missing", "scope_missing" */
export function requireManagePolicies(viewer: Viewer, deed: string): void {
  requireRole(viewer, "admin", deed);
  requireApiScope(viewer, "admin", deed);
}

const EXEMPT_TAG = /^(sha(?:256|512))-([0-9a-f]{64,128})(?:\.(?:sig|att|sbom))?$/;

/**
 * The digest that a tag of cosign or of the referrers fallback names (OCI-101). The tag is exempt from immutability only
 * while that digest is a manifest of the same repository, which the caller checks.
 * @returns null for every other tag
 */
export function subjectOfTag(tag: string): Digest | null {
  const [, algorithm, hex] = EXEMPT_TAG.exec(tag) ?? [];
  return algorithm && hex ? parseDigest(`${algorithm}:${hex}`) : null;
}
