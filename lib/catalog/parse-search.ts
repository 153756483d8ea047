/** A word, a phrase or a field of a search; all of them must hold (CAT-6). */
export type SearchTerm =
  | { field: "text"; text: string; negated: boolean }
  | { field: "project" | "source"; text: string; negated: boolean }
  | { field: "label"; text: string; value: string | null; negated: boolean };

const MAX_TERMS = 20;

/** PostgreSQL keeps neither NUL nor half a surrogate pair and refuses a parameter with one; nothing stored can match it. */
export const asText = (text: string) => text.replaceAll("\0", "\ufffd").toWellFormed();

// An optional minus, an optional field, then a phrase (its end may be missing while one types) or a word.
const TERM = /(-?)(?:(project|source|label):)?(?:"([^"]*)"?|([^\s"]+))/gi;

function termOf(field: string | undefined, text: string, negated: boolean): SearchTerm {
  if (field === "project" || field === "source") return { field, text: text.toLowerCase(), negated };
  if (field !== "label") return { field: "text", text: text.toLowerCase(), negated };
  const equals = text.indexOf("=");
  if (equals < 0) return { field, text, value: null, negated };
  return { field, text: text.slice(0, equals), value: text.slice(equals + 1), negated };
}

/** Reads `web -legacy "rate limit" project:payments source:git label:team=web`; nothing is ever an error. */
export function parseSearch(query: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [, minus = "", field, phrase, word] of asText(query).matchAll(TERM)) {
    const text = (phrase ?? word ?? "").trim();
    if (text === "" || text === "-") continue;
    terms.push(termOf(field?.toLowerCase(), text, minus === "-"));
    if (terms.length === MAX_TERMS) break;
  }
  return terms;
}

/** What a name must equal to stand first: the words without fields, as they were typed. */
export function exactName(terms: SearchTerm[]): string | null {
  const words = terms.filter((term) => term.field === "text" && !term.negated).map((term) => term.text);
  return words.length > 0 ? words.join(" ") : null;
}
