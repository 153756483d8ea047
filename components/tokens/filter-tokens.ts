import type { RegistryTokenView } from "#lib/tokens/schema.ts";

export const TOKEN_FILTERS = ["all", "active", "expiring", "unused", "ended"] as const;
export type TokenFilter = (typeof TOKEN_FILTERS)[number];

export const filterWords: Record<TokenFilter, string> = {
  all: "All",
  active: "Active",
  expiring: "Expiring",
  unused: "Unused",
  ended: "Ended",
};

const hasEnded = (token: RegistryTokenView) => token.state === "expired" || token.state === "revoked";

/** CAT-31. Active is everything that is taken, so that what expires soon or lies unused is among it too. */
const tests: Record<TokenFilter, (token: RegistryTokenView) => boolean> = {
  all: () => true,
  active: (token) => !hasEnded(token),
  expiring: (token) => token.state === "expiring",
  unused: (token) => token.unused,
  ended: hasEnded,
};

export function parseTokenFilter(text: string | null): TokenFilter {
  return TOKEN_FILTERS.find((one) => one === text) ?? "all";
}

export function countTokens(tokens: readonly RegistryTokenView[], filter: TokenFilter): number {
  return tokens.filter(tests[filter]).length;
}

/** Every word has to be in the name, the pattern, the scope, the prefix or the name of who made it. */
export function filterTokens(
  tokens: readonly RegistryTokenView[],
  filter: TokenFilter,
  text: string,
): RegistryTokenView[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return tokens.filter((token) => {
    const said = [token.name, token.pattern ?? "everything", token.scope, token.prefix, token.createdBy];
    const all = said.join("\n").toLowerCase();
    return tests[filter](token) && words.every((word) => all.includes(word));
  });
}
