import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { requireManageRegistryTokens, requireMintApiToken } from "./policy.ts";
import {
  type CreateApiTokenInput,
  type CreateRegistryTokenInput,
  durationMs,
  type MintedApiToken,
  type MintedRegistryToken,
} from "./schema.ts";
import { hashSecret, makeSecret, shownPrefix } from "./secret.ts";
import { apiTokenColumns, registryTokenColumns, toApiTokenView, toRegistryTokenView } from "./token-rows.ts";

const endOf = (expiresIn: string | null | undefined) =>
  expiresIn ? addMs(clock.now(), durationMs(expiresIn)) : null;

/** Whoever made it, as the row keeps them: the command line and tokens are no users. */
const makerOf = ({ actor }: Viewer) => ({
  createdById: actor.kind === "user" ? actor.id : null,
  createdByName: actor.name,
});

/**
 * Makes a registry token of the viewer's organization. The answer is the only place where its secret is ever told.
 * @throws Problem "role_missing", "scope_missing" (ROLE-5)
 */
export async function mintRegistryToken(
  viewer: Viewer,
  input: CreateRegistryTokenInput,
): Promise<MintedRegistryToken> {
  requireManageRegistryTokens(viewer, "create a registry token");
  const secret = makeSecret("crt");
  const id = newId("crt");
  const expiresAt = endOf(input.expiresIn);
  const row = await db().$transaction(async (tx) => {
    const made = await tx.registryToken.create({
      data: {
        id,
        orgId: viewer.orgId,
        name: input.name,
        hash: hashSecret(secret),
        prefix: shownPrefix(secret),
        scope: input.scope,
        pattern: input.pattern ?? null,
        expiresAt,
        createdAt: clock.now(),
        ...makerOf(viewer),
      },
      select: registryTokenColumns,
    });
    await recordAudit(tx, {
      ...viewer,
      action: "registry-token.created",
      subject: { kind: "registry-token", id, name: input.name },
      details: {
        scope: input.scope,
        pattern: input.pattern ?? null,
        expiresAt: expiresAt?.toISOString() ?? null,
      },
    });
    return made;
  });
  return { ...toRegistryTokenView(row), token: secret };
}

/**
 * Makes an API token: of a person, for whom it may do at most what that person may at that moment, or of a service
 * account (`userId` null).
 * @throws Problem "role_missing", "scope_missing" (ROLE-14)
 */
export async function mintApiToken(
  viewer: Viewer,
  input: CreateApiTokenInput,
  userId: string | null = null,
): Promise<MintedApiToken> {
  requireMintApiToken(viewer, userId !== null && userId === viewer.actor.id ? "self" : "service-account");
  const secret = makeSecret("cra");
  const id = newId("cra");
  const expiresAt = endOf(input.expiresIn);
  const row = await db().$transaction(async (tx) => {
    const made = await tx.apiToken.create({
      data: {
        id,
        orgId: viewer.orgId,
        name: input.name,
        hash: hashSecret(secret),
        prefix: shownPrefix(secret),
        scope: input.scope,
        userId,
        expiresAt,
        createdAt: clock.now(),
        ...makerOf(viewer),
      },
      select: apiTokenColumns,
    });
    await recordAudit(tx, {
      ...viewer,
      action: "api-token.created",
      subject: { kind: "api-token", id, name: input.name },
      details: { scope: input.scope, userId, expiresAt: expiresAt?.toISOString() ?? null },
    });
    return made;
  });
  return { ...toApiTokenView(row), token: secret };
}
