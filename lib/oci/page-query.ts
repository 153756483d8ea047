import { Problem } from "#lib/problems/problem.ts";

/** More is clamped: memory never grows with what a client asks for (OCI-46). */
export const MAX_PAGE = 10_000;

export type PageQuery = { limit: number; last: string | null };

/**
 * Reads `n` and `last`.
 * @throws Problem "page_number_invalid" for an `n` that is no whole number, is negative, or is there twice (OCI-46, S5)
 */
export function readPage(query: URLSearchParams, defaultLimit: number): PageQuery {
  // PostgreSQL takes no NUL. No name has one and none sorts before it, so what follows the text before it is the same list.
  const last = query.get("last")?.split("\0", 1)[0] ?? null;
  const [n, again] = query.getAll("n");
  if (n === undefined) return { limit: defaultLimit, last };
  if (again !== undefined || !/^\d{1,40}$/.test(n)) throw new Problem("page_number_invalid");
  return { limit: Math.min(Number(n), MAX_PAGE), last };
}

/** The header that names the next page; path only (OCI-14, OCI-111). */
export function nextLink(path: string, params: Record<string, string>): { Link: string } {
  return { Link: `<${path}?${new URLSearchParams(params).toString()}>; rel="next"` };
}
