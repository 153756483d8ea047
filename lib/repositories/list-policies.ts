import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { KIND_ROOTS } from "#lib/ids/ids.ts";
import { matchesPattern, patternSource } from "#lib/ids/repository-pattern.ts";
import { findRule, orderRules, requireManagePolicies } from "./policy.ts";
import { policyColumns, policyName, toPolicyView } from "./policy-rows.ts";
import type { PolicyList, PolicyMatches, PolicyMatchesQuery } from "./schema.ts";

/** Repositories that a preview names. */
const SHOWN = 20;
/** Of which the list says how many match; in an organization with more, the figures are of these. */
const COUNTED = 10_000;

const notCatalog = {
  NOT: Object.values(KIND_ROOTS).map((root) => ({ name: { startsWith: `${root}/` } })),
};

/** Plain repositories that hold something, by name. */
async function plainNames(orgId: string): Promise<string[]> {
  const rows = await db().ociRepository.findMany({
    where: { orgId, manifests: { some: {} }, ...notCatalog },
    select: { name: true },
    orderBy: { name: "asc" },
    take: COUNTED,
  });
  return rows.map((row) => row.name);
}

/**
 * The organization's policies of plain repositories, in the order in which they are asked.
 * @throws Problem "role_missing", "scope_missing"
 */
export async function listPolicies(viewer: Viewer): Promise<PolicyList> {
  requireManagePolicies(viewer, "see the policies of repositories");
  const { orgId } = viewer;
  const [rows, names] = await Promise.all([
    db().repositoryPolicy.findMany({ where: { orgId }, select: policyColumns }),
    plainNames(orgId),
  ]);
  const items = orderRules(rows).map((row) =>
    toPolicyView(row, names.filter((name) => matchesPattern(row.pattern, name)).length),
  );
  return { items, total: items.length };
}

/**
 * Which of the repositories that there are a pattern matches, and which of them another policy speaks of more closely.
 * @throws Problem "role_missing", "scope_missing"
 */
export async function previewPolicy(viewer: Viewer, asked: PolicyMatchesQuery): Promise<PolicyMatches> {
  requireManagePolicies(viewer, "see the policies of repositories");
  const { orgId } = viewer;
  const { pattern, tagPattern = "" } = asked;
  const source = patternSource(pattern);
  const [found, [counted], rules] = await Promise.all([
    db().$queryRaw<{ name: string }[]>`
      SELECT r."name" FROM "OciRepository" r WHERE r."orgId" = ${orgId} AND r."name" ~ ${source}
        AND EXISTS (SELECT 1 FROM "OciManifest" m WHERE m."repositoryId" = r."id")
      ORDER BY r."name" COLLATE "C" LIMIT ${SHOWN}`,
    db().$queryRaw<{ total: number }[]>`
      SELECT count(*)::int AS total FROM "OciRepository" r WHERE r."orgId" = ${orgId} AND r."name" ~ ${source}
        AND EXISTS (SELECT 1 FROM "OciManifest" m WHERE m."repositoryId" = r."id")`,
    db().repositoryPolicy.findMany({ where: { orgId }, select: policyColumns }),
  ]);
  const asRule = { pattern, tagPattern, immutable: false, delete: true };
  // One that has these patterns already is the one being looked at.
  const all = [...rules.filter((rule) => policyName(rule) !== policyName(asRule)), asRule];
  const items = found.map(({ name }) => {
    const first = findRule(
      all.map((rule) => ({ ...rule, tagPattern: "", from: rule })),
      name,
      null,
    );
    return { name, ruledBy: first && first.from.pattern !== pattern ? first.from.pattern : null };
  });
  return { items, total: counted?.total ?? 0 };
}
