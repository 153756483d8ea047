import type { ApiScope, RegistryScope } from "#lib/auth/types.ts";

type TokenFacts = {
  id: string;
  orgId: string;
  orgSlug: string;
  name: string;
  /** When this secret ends: the token's expiry, or the end of a rotation's overlap. Null: never. */
  endsAt: Date | null;
  /** The API token that it was made with. */
  parentId: string | null;
};

/** What a registry token that holds says about whoever sent it. */
export type RegistryTokenFacts = TokenFacts & {
  scope: RegistryScope;
  pattern: string | null;
  requestsPerMinute: number | null;
};

/**
 * What an API token that holds says. `userId` is the person it acts for; null: a service account. `makerId` is the person
 * whose role is its limit; null: the command line made it.
 */
export type ApiTokenFacts = TokenFacts & { scope: ApiScope; userId: string | null; makerId: string | null };
