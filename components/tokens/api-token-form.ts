import type { ApiScope, RegistryScope } from "#lib/auth/types.ts";
import type { CreateApiTokenInput } from "#lib/tokens/schema.ts";
import { type ExpiryValues, emptyExpiry, emptyReach, type ReachValues } from "./token-form.ts";

/** How long a job's token may last at most; jobs are hours, not days. */
export const MINT_SPANS = ["1h", "6h", "24h"] as const;
type MintSpan = (typeof MINT_SPANS)[number];

export type ApiTokenFormValues = ExpiryValues &
  ReachValues & {
    name: string;
    scope: ApiScope;
    owner: "self" | "service-account";
    mayMint: boolean;
    mintScope: RegistryScope;
    mintSpan: MintSpan;
  };

export function emptyApiTokenForm(maxDays: number | null): ApiTokenFormValues {
  return {
    name: "",
    scope: "read",
    owner: "self",
    mayMint: false,
    mintScope: "pull",
    mintSpan: "1h",
    ...emptyReach,
    ...emptyExpiry(maxDays),
  };
}

/** What is sent. */
export function toApiTokenInput(
  values: ApiTokenFormValues,
  sent: { pattern: string | null; expiresIn: string | null },
): CreateApiTokenInput {
  const { name, scope, owner, mayMint, mintScope, mintSpan } = values;
  const reach = sent.pattern === null ? {} : { pattern: sent.pattern };
  return {
    name,
    scope,
    ...(owner === "self" ? {} : { serviceAccount: true }),
    ...(sent.expiresIn === null ? {} : { expiresIn: sent.expiresIn }),
    ...(mayMint ? { mint: { scope: mintScope, maxExpiresIn: mintSpan, ...reach } } : {}),
  };
}
