import type { SqlTx } from "#lib/db/database.ts";
import { direct } from "#lib/db/direct.ts";
import { choosePolicy, isCatalogRepository, type PolicyRule, type RepositoryPolicy } from "./policy.ts";

type Place = { orgId: string; name: string };

/** The policy of each tag of one repository; null for what has no tag. */
export type PolicyFor = (tag: string | null) => RepositoryPolicy;

/** Rows of one organization are few; a constant number keeps this lock apart from others. */
const POLICIES = 108;

/** Until the transaction ends, policies of this organization stay as they are. */
async function lockShared(tx: SqlTx, { orgId, name }: Place): Promise<void> {
  if (isCatalogRepository(name)) return;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock_shared(${POLICIES}::int, hashtext(${orgId}))::text`;
}

async function readPolicies(tx: SqlTx, { orgId, name }: Place): Promise<PolicyFor> {
  const rules = isCatalogRepository(name)
    ? []
    : await tx.$queryRaw<PolicyRule[]>`
        SELECT "pattern", "tagPattern", "immutable", "delete" FROM "RepositoryPolicy" WHERE "orgId" = ${orgId}`;
  return (tag) => choosePolicy(rules, name, tag);
}

/**
 * The policies that a write has to keep to. They stay as they are until the transaction ends: whoever changes one
 * waits for what was let through before, and is waited for.
 */
export async function holdPolicies(tx: SqlTx, place: Place): Promise<PolicyFor> {
  await lockShared(tx, place);
  return readPolicies(tx, place);
}

/**
 * The same in a transaction of the direct path, which sends both statements at once and runs them one after the other: what
 * is read was read under the lock.
 */
export async function holdPoliciesAtOnce(tx: SqlTx, place: Place): Promise<PolicyFor> {
  const [, policyFor] = await Promise.all([lockShared(tx, place), readPolicies(tx, place)]);
  return policyFor;
}

/** Called before policies of an organization are changed, in the same transaction. */
export async function lockPolicies(tx: SqlTx, orgId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${POLICIES}::int, hashtext(${orgId}))::text`;
}

/** The same for who only wants to know. */
export function findPolicies(place: Place): Promise<PolicyFor> {
  return readPolicies(direct(), place);
}

/** What may happen to a tag; with null, to what has no tag. Nothing is decided by it: writes hold the policies themselves. */
export async function policyOf(orgId: string, name: string, tag: string | null): Promise<RepositoryPolicy> {
  return (await findPolicies({ orgId, name }))(tag);
}
