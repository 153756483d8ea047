import { signInWays } from "../sign-in-ways.ts";

type Guards = { secondFactor: { confirmedAt: Date | null } | null; identities: readonly unknown[] };

/** How somebody's account is guarded beside a password: by an app's codes, by whatever the provider asks, or not at all. */
export function guardOf({ secondFactor, identities }: Guards): "app" | "provider" | "none" {
  if (secondFactor?.confirmedAt) return "app";
  return identities.length > 0 && signInWays().openId ? "provider" : "none";
}

/** The same as a condition: people whom an organization that asks for two-factor sign-in holds back. */
export const unguarded = () => ({
  NOT: { secondFactor: { confirmedAt: { not: null } } },
  ...(signInWays().openId ? { identities: { none: {} } } : {}),
});

/** Whether an organization that asks for two-factor sign-in takes this account as it is. */
export const isGuarded = (guards: Guards): boolean => guardOf(guards) !== "none";
