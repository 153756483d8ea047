import { apiScopeSchema, registryScopeSchema } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { isStillAdmin, makerIdOf } from "./maker.ts";
import { noteUse } from "./note-use.ts";
import { hashSecret, isSecretForm } from "./secret.ts";
import { TokenCache } from "./token-cache.ts";
import { earlier } from "./token-end.ts";
import type { ApiTokenFacts, RegistryTokenFacts } from "./types.ts";

const registryTokens = () => processWide("tokens.registry", () => new TokenCache<RegistryTokenFacts>());
const apiTokens = () => processWide("tokens.api", () => new TokenCache<ApiTokenFacts>());

const hasEnded = (facts: { endsAt: Date | null }) => facts.endsAt !== null && facts.endsAt <= clock.now();

async function slugOf(orgId: string): Promise<string | null> {
  const org = await db().org.findUnique({ where: { id: orgId }, select: { slug: true } });
  return org?.slug ?? null;
}

/** Whether what was made with this API token still holds: it does, and so does the right of whoever made it (GL-14). */
async function parentHolds(parentId: string, project: string | null): Promise<boolean> {
  const parent = await db().apiToken.findUnique({
    where: { id: parentId, revokedAt: null },
    select: { orgId: true, userId: true, createdById: true, expiresAt: true },
  });
  return parent !== null && !hasEnded({ endsAt: parent.expiresAt }) && isStillAdmin(parent, project);
}

type Secrets = { hash: string; previousUntil: Date | null; expiresAt: Date | null };

/** When the secret with this hash ends: with its token, and that from before a rotation with the overlap (GOH-60). */
function endOfSecret(row: Secrets, hash: string): Date | null {
  return row.hash === hash ? row.expiresAt : earlier(row.expiresAt, row.previousUntil ?? new Date(0));
}

async function findRegistryToken(hash: string): Promise<RegistryTokenFacts | null> {
  const row = await db().registryToken.findFirst({
    where: { OR: [{ hash }, { previousHash: hash }], revokedAt: null },
    select: {
      id: true,
      orgId: true,
      name: true,
      scope: true,
      pattern: true,
      requestsPerMinute: true,
      project: true,
      expiresAt: true,
      hash: true,
      previousUntil: true,
      parentId: true,
    },
  });
  if (!row || (row.parentId && !(await parentHolds(row.parentId, row.project)))) return null;
  const endsAt = endOfSecret(row, hash);
  if (hasEnded({ endsAt })) return null;
  const orgSlug = await slugOf(row.orgId);
  if (orgSlug === null) return null;
  const { id, orgId, name, pattern, parentId, requestsPerMinute } = row;
  const scope = registryScopeSchema.parse(row.scope);
  return { id, orgId, orgSlug, name, pattern, parentId, requestsPerMinute, scope, endsAt };
}

async function findApiToken(hash: string): Promise<ApiTokenFacts | null> {
  const row = await db().apiToken.findFirst({
    where: { OR: [{ hash }, { previousHash: hash }], revokedAt: null },
    select: {
      id: true,
      orgId: true,
      name: true,
      scope: true,
      userId: true,
      createdById: true,
      parentId: true,
      expiresAt: true,
      hash: true,
      previousUntil: true,
    },
  });
  if (!row) return null;
  const endsAt = endOfSecret(row, hash);
  if (hasEnded({ endsAt })) return null;
  const orgSlug = await slugOf(row.orgId);
  if (orgSlug === null) return null;
  const { id, orgId, name, userId, parentId } = row;
  const scope = apiScopeSchema.parse(row.scope);
  return {
    id,
    orgId,
    orgSlug,
    name,
    userId,
    makerId: makerIdOf(row),
    parentId,
    scope,
    endsAt,
  };
}

type Find<F> = (hash: string) => Promise<F | null>;

async function verify<F extends ApiTokenFacts | RegistryTokenFacts>(
  cache: TokenCache<F>,
  prefix: "crt" | "cra",
  secret: string,
  find: Find<F>,
): Promise<F | null> {
  const hash = hashSecret(secret);
  const kept = cache.get(hash);
  // A typing error is found by the checksum: it never reaches the database.
  if (!kept && !isSecretForm(prefix, secret)) return null;
  const facts = kept ?? (await cache.load(hash, find));
  if (!facts) return null;
  if (hasEnded(facts)) {
    cache.drop(hash);
    return null;
  }
  noteUse(prefix === "crt" ? "registry" : "api", facts.id);
  return facts;
}

/**
 * Who sent this registry token. A token that holds is answered from memory; revoking it counts from the next request here
 * and within a second on other processes, its expiry to the moment (OCI-33).
 * @returns null for a wrong, an expired and a revoked one alike (OCI-27)
 */
export function verifyRegistryToken(secret: string): Promise<RegistryTokenFacts | null> {
  return verify(registryTokens(), "crt", secret, findRegistryToken);
}

/** The same for an API token. */
export function verifyApiToken(secret: string): Promise<ApiTokenFacts | null> {
  return verify(apiTokens(), "cra", secret, findApiToken);
}
