import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { projectOfPattern } from "#lib/ids/project-pattern.ts";
import { Problem } from "#lib/problems/problem.ts";
import { holdParent, type Parent } from "./hold-parent.ts";
import { toMintColumns } from "./mint-limits.ts";
import { requireMintApiToken, requireMintRegistryToken, requireWithinMint } from "./policy.ts";
import type {
  CreateApiTokenInput,
  CreateRegistryTokenInput,
  MintedApiToken,
  MintedRegistryToken,
} from "./schema.ts";
import { hashSecret, makeSecret, type SecretPrefix, shownPrefix } from "./secret.ts";
import { endOfNew } from "./token-end.ts";
import { apiTokenColumns, registryTokenColumns, toApiTokenView, toRegistryTokenView } from "./token-rows.ts";

/** Whoever made it, as the row keeps them: the command line is no user, and a token's maker is its own. */
const makerOf = ({ actor }: Viewer, parent: Parent | null) => ({
  createdById: actor.kind === "user" ? actor.id : (parent?.createdById ?? null),
  createdByName: actor.name,
  parentId: parent?.id ?? null,
});

/** What both kinds have: the secret is told to whoever asked, and its hash is kept. */
function newRow(prefix: SecretPrefix, viewer: Viewer, name: string, parent: Parent | null) {
  const secret = makeSecret(prefix);
  const kept = {
    id: newId(prefix),
    orgId: viewer.orgId,
    name,
    hash: hashSecret(secret),
    prefix: shownPrefix(secret),
    createdAt: clock.now(),
    ...makerOf(viewer, parent),
  };
  return { secret, kept };
}

const iso = (date: Date | null) => date?.toISOString() ?? null;

/**
 * Makes a registry token of the viewer's organization. The answer is the only place where its secret is ever told. Made with
 * an API token, it is never wider or longer-lived than that one allows, and ends with it (GL-14).
 * @throws Problem "role_missing", "scope_missing" (ROLE-5); "mint_exceeded"; "input_invalid" for an end that the organization does not allow
 */
export async function mintRegistryToken(
  viewer: Viewer,
  input: CreateRegistryTokenInput,
): Promise<MintedRegistryToken> {
  const project = projectOfPattern(input.pattern ?? null);
  return db().$transaction(async (tx) => {
    const parent = await holdParent(tx, viewer);
    if (parent?.mint) requireWithinMint(parent.mint, input);
    else requireMintRegistryToken(viewer, project);
    const expiresAt = await endOfNew(tx, viewer.orgId, input.expiresIn, parent);
    const { secret, kept } = newRow("crt", viewer, input.name, parent);
    const { scope, pattern = null, requestsPerMinute = null } = input;
    const limits = { scope, pattern, ...(requestsPerMinute === null ? {} : { requestsPerMinute }) };
    const row = await tx.registryToken.create({
      data: { ...kept, ...limits, project, expiresAt },
      select: registryTokenColumns,
    });
    await recordAudit(tx, {
      ...viewer,
      action: "registry-token.created",
      subject: { kind: "registry-token", id: row.id, name: row.name },
      details: { ...limits, expiresAt: iso(expiresAt), madeWith: parent?.id ?? null },
    });
    return { ...(await toRegistryTokenView(tx, row)), token: secret };
  });
}

/** Whom a new API token acts for: whoever asks, the person behind the token that asks, or a service account. */
function ownerOf(viewer: Viewer, input: CreateApiTokenInput, parent: Parent | null): string | null {
  if (input.serviceAccount) return null;
  return viewer.actor.kind === "user" ? viewer.actor.id : (parent?.userId ?? null);
}

/**
 * Makes an API token: of a person, for whom it may do at most what that person may at that moment, or of a service account,
 * which may do at most what whoever made it may (ROLE-14).
 * @param forUser the person, where the command line makes it
 * @throws Problem "role_missing", "scope_missing", "mint_exceeded"; "input_invalid" for an end that the organization does not allow
 */
export async function mintApiToken(
  viewer: Viewer,
  input: CreateApiTokenInput,
  forUser: string | null = null,
): Promise<MintedApiToken> {
  return db().$transaction(async (tx) => {
    const parent = await holdParent(tx, viewer);
    if (parent?.mint)
      throw new Problem("mint_exceeded", {
        detail: "The API token makes registry tokens, and nothing else.",
      });
    const userId = forUser ?? ownerOf(viewer, input, parent);
    requireMintApiToken(viewer, userId === null ? "service-account" : "self", input);
    const expiresAt = await endOfNew(tx, viewer.orgId, input.expiresIn, parent);
    const { secret, kept } = newRow("cra", viewer, input.name, parent);
    const row = await tx.apiToken.create({
      data: { ...kept, scope: input.scope, userId, expiresAt, ...toMintColumns(input.mint ?? null) },
      select: apiTokenColumns,
    });
    await recordAudit(tx, {
      ...viewer,
      action: "api-token.created",
      subject: { kind: "api-token", id: row.id, name: row.name },
      details: {
        scope: input.scope,
        userId,
        expiresAt: iso(expiresAt),
        mint: input.mint ?? null,
        madeWith: parent?.id ?? null,
      },
    });
    return { ...(await toApiTokenView(tx, viewer, row)), token: secret };
  });
}
