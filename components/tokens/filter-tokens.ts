import type { ApiTokenView, RegistryTokenView } from "#lib/tokens/schema.ts";

export const TOKEN_FILTERS = [
  "all",
  "active",
  "expiring",
  "unused",
  "over-maximum",
  "expired",
  "revoked",
] as const;
export type TokenFilter = (typeof TOKEN_FILTERS)[number];

export const filterWords: Record<TokenFilter, string> = {
  all: "All",
  active: "Active",
  expiring: "Expiring",
  unused: "Unused",
  "over-maximum": "Over the maximum",
  expired: "Expired",
  revoked: "Revoked",
};

type TokenView = RegistryTokenView | ApiTokenView;

const hasEnded = (token: TokenView) => token.state === "expired" || token.state === "revoked";

/** CAT-31. Active is everything that is taken, so that what expires soon or lies unused is among it too. */
const tests: Record<TokenFilter, (token: TokenView) => boolean> = {
  all: () => true,
  active: (token) => !hasEnded(token),
  expiring: (token) => token.state === "expiring",
  unused: (token) => token.unused,
  "over-maximum": (token) => token.overMaximum,
  expired: (token) => token.state === "expired",
  revoked: (token) => token.state === "revoked",
};

export function parseTokenFilter(text: string | null): TokenFilter {
  return TOKEN_FILTERS.find((one) => one === text) ?? "all";
}

export function countTokens(tokens: readonly TokenView[], filter: TokenFilter): number {
  return tokens.filter(tests[filter]).length;
}

/** Those that are worth offering: "over the maximum" only where something is, or where it is what one looks at. */
export function offeredFilters(tokens: readonly TokenView[], shown: TokenFilter): TokenFilter[] {
  return TOKEN_FILTERS.filter(
    (filter) => filter !== "over-maximum" || shown === filter || countTokens(tokens, filter) > 0,
  );
}

function wordsOf(token: TokenView): string {
  const reach = "pattern" in token ? (token.pattern ?? "everything") : token.owner.name;
  return [token.name, reach, token.scope, token.prefix, token.createdBy].join("\n").toLowerCase();
}

/** Every word has to be in the name, the pattern or owner, the scope, the prefix or the name of who made it. */
export function filterTokens<Token extends TokenView>(
  tokens: readonly Token[],
  filter: TokenFilter,
  text: string,
): Token[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return tokens.filter(
    (token) => tests[filter](token) && words.every((word) => wordsOf(token).includes(word)),
  );
}
