import { db, type Tx } from "#lib/db/database.ts";
import { choosePolicy, isCatalogRepository, type RepositoryPolicy } from "./policy.ts";

type Place = { orgId: string; name: string };

/** The policy of each tag of one repository; null for what has no tag. */
export type PolicyFor = (tag: string | null) => RepositoryPolicy;

/** Rows of one organization are few; a constant number keeps this lock apart from others. */
const POLICIES = 108;

const ruleColumns = { pattern: true, tagPattern: true, immutable: true, delete: true } as const;

async function readPolicies(tx: Tx, { orgId, name }: Place): Promise<PolicyFor> {
  const rules = isCatalogRepository(name)
    ? []
    : await tx.repositoryPolicy.findMany({ where: { orgId }, select: ruleColumns });
  return (tag) => choosePolicy(rules, name, tag);
}

/**
 * The policies that a write has to keep to. They stay as they are until the transaction ends: whoever changes one
 * waits for what was let through before, and is waited for.
 */
export async function holdPolicies(tx: Tx, place: Place): Promise<PolicyFor> {
  if (!isCatalogRepository(place.name))
    await tx.$queryRaw`SELECT pg_advisory_xact_lock_shared(${POLICIES}::int, hashtext(${place.orgId}))::text`;
  return readPolicies(tx, place);
}

/** Called before policies of an organization are changed, in the same transaction. */
export async function lockPolicies(tx: Tx, orgId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${POLICIES}::int, hashtext(${orgId}))::text`;
}

/** The same for who only wants to know. */
export function findPolicies(place: Place): Promise<PolicyFor> {
  return readPolicies(db(), place);
}

/** What may happen to a tag; with null, to what has no tag. Nothing is decided by it: writes hold the policies themselves. */
export async function policyOf(orgId: string, name: string, tag: string | null): Promise<RepositoryPolicy> {
  return (await findPolicies({ orgId, name }))(tag);
}
