import { Problem } from "#lib/problems/problem.ts";

/** OCI-90: deeper than any manifest, shallow enough for every JSON parser. */
const MAX_NESTING = 64;
/** Document, lists, descriptors: deeper objects carry nothing that this server acts on. */
const PROTECTED_DEPTH = 3;

type Level = { keys: Set<string> | null; lastKey: string };

const refuse = (detail: string): never => {
  throw new Problem("manifest_invalid", { detail });
};

/** @returns the index after the closing quote; the end of the text where there is none, which JSON.parse then refuses */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes += 1;
    // An even number of them are escaped backslashes, and the quote stands for itself.
    if (backslashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

/** A key as the reader that ignores case would see it: two readers must not see two documents in one text. */
function keyOf(raw: string): string {
  if (!raw.includes("\\")) return raw.slice(1, -1).toLowerCase();
  try {
    return String(JSON.parse(raw)).toLowerCase();
  } catch {
    return raw;
  }
}

function isKey(text: string, after: number): boolean {
  let at = after;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return text.charCodeAt(at) === 0x3a;
}

function noteKey(level: Level | undefined, raw: string): void {
  if (!level?.keys) return;
  const key = keyOf(raw);
  if (level.keys.has(key)) refuse(`${key}: the key is there twice`);
  level.keys.add(key);
  level.lastKey = key;
}

function open(levels: Level[], isObject: boolean): void {
  const outer = levels.at(-1);
  if (levels.length >= MAX_NESTING) refuse(`it is nested deeper than ${MAX_NESTING} levels`);
  const isProtected = isObject && levels.length < PROTECTED_DEPTH && outer?.lastKey !== "annotations";
  levels.push({ keys: isProtected ? new Set() : null, lastKey: isObject ? "" : (outer?.lastKey ?? "") });
}

/**
 * Reads through the text once, before JSON.parse does: refuses what parsers disagree about (OCI-90).
 * @throws Problem "manifest_invalid" for nesting over 64 levels, and for a key that the document or a descriptor has twice
 */
export function refuseAmbiguousJson(text: string): void {
  const levels: Level[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charCodeAt(at);
    if (char === 0x22) {
      const end = endOfString(text, at);
      if (isKey(text, end)) noteKey(levels.at(-1), text.slice(at, end));
      at = end;
      continue;
    }
    if (char === 0x7b || char === 0x5b) open(levels, char === 0x7b);
    else if (char === 0x7d || char === 0x5d) levels.pop();
    at += 1;
  }
}
