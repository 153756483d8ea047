import { Problem } from "#lib/problems/problem.ts";
import type { FileContent } from "./types.ts";

type Rule = { matches: (path: string) => boolean; isNegated: boolean; foldersOnly: boolean };

const escapeChar = (char: string) => char.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** One `[…]` of Go's path/filepath.Match. @returns the class and where it ends; null where it is malformed */
function readClass(pattern: string, from: number): { source: string; end: number } | null {
  let at = from;
  let source = "";
  if (pattern[at] === "^") {
    source = "^";
    at += 1;
  }
  const first = at;
  while (pattern[at] !== "]" || at === first) {
    const low = readClassChar(pattern, at);
    if (!low) return null;
    at = low.end;
    source += escapeChar(low.char);
    if (pattern[at] !== "-") continue;
    const high = readClassChar(pattern, at + 1);
    if (!high) return null;
    at = high.end;
    source += `-${escapeChar(high.char)}`;
  }
  return { source: source.startsWith("^") ? `[^/${source.slice(1)}]` : `[${source}]`, end: at + 1 };
}

function readClassChar(pattern: string, at: number): { char: string; end: number } | null {
  const escaped = pattern[at] === "\\";
  const char = pattern[escaped ? at + 1 : at];
  if (char === undefined || (!escaped && (char === "-" || char === "]"))) return null;
  return { char, end: at + (escaped ? 2 : 1) };
}

/** The part of a pattern that begins here, as a piece of a regular expression. @returns null where it is malformed */
function readPart(pattern: string, at: number): { source: string; end: number } | null {
  const char = pattern[at] ?? "";
  if (char === "*") return { source: "[^/]*", end: at + 1 };
  if (char === "?") return { source: "[^/]", end: at + 1 };
  if (char === "[") return readClass(pattern, at + 1);
  if (char !== "\\") return { source: escapeChar(char), end: at + 1 };
  const next = pattern[at + 1];
  return next === undefined ? null : { source: escapeChar(next), end: at + 2 };
}

/** Go's path/filepath.Match: `*` and `?` do not cross a slash, there is no `**`. @returns null where Go says "bad pattern" */
export function goPattern(pattern: string): RegExp | null {
  let source = "";
  for (let at = 0; at < pattern.length; ) {
    const part = readPart(pattern, at);
    if (!part) return null;
    source += part.source;
    at = part.end;
  }
  try {
    return new RegExp(`^${source}$`, "s");
  } catch {
    return null; // A range whose ends are the wrong way round.
  }
}

const lastPart = (path: string) => path.slice(path.lastIndexOf("/") + 1);

function parseRule(line: string): Rule | string | null {
  const text = line.trim();
  if (text === "" || text.startsWith("#")) return null;
  if (text.includes("**")) return "double-star (**) syntax is not supported by Helm";
  const isNegated = text.startsWith("!");
  const rest = isNegated ? text.slice(1) : text;
  const foldersOnly = rest.endsWith("/");
  const bare = foldersOnly ? rest.slice(0, -1) : rest;
  const anchored = bare.startsWith("/");
  const pattern = goPattern(anchored ? bare.slice(1) : bare);
  if (!pattern) return "Helm cannot read this pattern";
  const onWholePath = anchored || bare.includes("/");
  return { isNegated, foldersOnly, matches: (path) => pattern.test(onWholePath ? path : lastPart(path)) };
}

/** `.helmignore` (pkg/ignore/rules.go): not gitignore. Its own rule, that dot files in templates stay out, comes last. */
function parseRules(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const [at, line] of [...text.replace(/^\ufeff/, "").split(/\r?\n/), "templates/.?*"].entries()) {
    const rule = parseRule(line);
    if (typeof rule === "string")
      throw new Problem("chart_invalid", {
        detail: `.helmignore:${at + 1}: ${rule}`,
        facts: { file: ".helmignore", line: at + 1 },
      });
    if (rule) rules.push(rule);
  }
  return rules;
}

/** A negated rule ignores what does *not* match it, and ends the search there: that is how Helm does it. */
function isIgnored(rules: Rule[], path: string, isFolder: boolean): boolean {
  for (const rule of rules) {
    const applies = !rule.foldersOnly || isFolder;
    if (rule.isNegated) {
      if (!applies || !rule.matches(path)) return true;
    } else if (applies && rule.matches(path)) return true;
  }
  return false;
}

/**
 * The files that `helm package` takes of a chart's folder: a folder that is ignored takes all below it with it.
 * @throws Problem "chart_invalid" for a `.helmignore` that Helm itself refuses
 */
export function withoutHelmIgnored(files: FileContent[]): FileContent[] {
  const own = files.find(({ path }) => path === ".helmignore");
  const rules = parseRules(own?.bytes.toString("utf8") ?? "");
  const folders = new Map<string, boolean>();
  const folderIsOut = (path: string): boolean => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const parent = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
    const out = (parent !== "" && folderIsOut(parent)) || isIgnored(rules, path, true);
    folders.set(path, out);
    return out;
  };
  return files.filter(({ path }) => {
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
    return !(folder !== "" && folderIsOut(folder)) && !isIgnored(rules, path, false);
  });
}
