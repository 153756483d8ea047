import { z } from "zod";
import { emailSchema } from "../schema.ts";
import type { OpenIdProvider } from "./provider.ts";
import type { OpenIdPerson } from "./types.ts";

/** Longer lists are cut by no issuer that we know of, and would only cost time. */
const MAX_GROUPS = 2000;

const claimsSchema = z.looseObject({
  sub: z.string().min(1).max(255),
  email: z.string().optional().catch(undefined),
  /** true, and "true" with some issuers (Amazon Cognito). */
  email_verified: z
    .union([z.boolean(), z.enum(["true", "false"])])
    .optional()
    .catch(false),
  /** Microsoft: whether the owner of the e-mail's domain is this directory (optional claim "xms_edov"). */
  xms_edov: z.union([z.boolean(), z.string(), z.number()]).optional(),
  name: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
});
type Claims = z.output<typeof claimsSchema>;

const isYes = (said: unknown) => said === true || ["true", "1"].includes(String(said).toLowerCase());

/**
 * An e-mail that an issuer says it did not check is never believed. Microsoft puts any address that an administrator of a
 * directory typed into `email` and says nothing about it, but in `xms_edov`.
 */
function isVerified(provider: OpenIdProvider, claims: Claims): boolean {
  const { email_verified: said, xms_edov: isDomainOwned } = claims;
  if (said !== undefined) return isYes(said);
  if (provider.preset === "microsoft" && isDomainOwned !== undefined) return isYes(isDomainOwned);
  return provider.trustsEmail;
}

/** One group, or a list of them; Keycloak, Okta and others may put objects there, which name nothing. */
function readGroups(claim: string, claims: Claims): string[] | null {
  // Microsoft, for who is in more than 200 groups: where to ask for them, in place of the groups.
  const elsewhere = z.record(z.string(), z.unknown()).safeParse(claims._claim_names).data;
  const said = claims[claim];
  if (said === undefined && elsewhere && claim in elsewhere) return null;
  const list = Array.isArray(said) ? said : [said];
  return list.filter((one): one is string => typeof one === "string" && one !== "").slice(0, MAX_GROUPS);
}

/** Whether to ask the issuer's user info too: many put e-mail and groups only there. */
export function lacksClaims({ groupsClaim }: OpenIdProvider, claims: Record<string, unknown>): boolean {
  return [groupsClaim, "email", "email_verified", "name"].some((claim) => claims[claim] === undefined);
}

/** @param said claims of an ID token that was checked, and of the user info */
export function readPerson(provider: OpenIdProvider, said: Record<string, unknown>): OpenIdPerson {
  const claims = claimsSchema.parse(said);
  const email = emailSchema.safeParse(claims.email ?? "").data ?? null;
  return {
    issuer: provider.issuer,
    subject: claims.sub,
    email,
    isEmailVerified: email !== null && isVerified(provider, claims),
    name: claims.name ?? claims.preferred_username ?? null,
    groups: readGroups(provider.groupsClaim, claims),
  };
}
