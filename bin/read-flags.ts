import { Problem } from "#lib/problems/problem.ts";

/**
 * A flag of a program whose flags are read by Go's `pflag`. `texts` may be given again and again, and so may `words`, which
 * are also split at commas; `word` holds one value, the last; `idle` takes a value and `idle-switch` none, and neither changes what
 * is printed; `refused` cannot be had here, and says why.
 */
export type FlagRule = { short?: string } & (
  | { form: "switch" | "text" | "texts" | "words" | "idle" | "idle-switch" }
  | { form: "refused"; why: string }
);
export type FlagRules = Record<string, FlagRule>;

/** What was given: words that are no flags, in order, and the values of flags by their long name. */
export type GivenFlags = { words: string[]; values: Map<string, string[]> };

/** Flags that hold a value only when it stands behind `=`. */
const VALUE_BEHIND_EQUALS = new Set(["dry-run", "wait"]);
const TRUE = new Set(["1", "t", "T", "TRUE", "true", "True"]);
const FALSE = new Set(["0", "f", "F", "FALSE", "false", "False"]);

const refusal = (detail: string) => new Problem("input_invalid", { detail, hint: "--help tells the flags." });

/**
 * Reads flags as `pflag` does: anywhere among the words, `--name=value`, `--name value`, `-n value`, `-nvalue`, and none
 * behind `--`.
 * @throws Problem "input_invalid" naming the flag that is not known, lacks its value or is not had here
 */
export function readFlags(args: readonly string[], rules: FlagRules): GivenFlags {
  const given: GivenFlags = { words: [], values: new Map() };
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      given.words.push(...rest);
      break;
    }
    if (word.startsWith("--")) readLong(word, rest, rules, given);
    else if (word.startsWith("-") && word !== "-") readShort(word, rest, rules, given);
    else given.words.push(word);
  }
  return given;
}

function readLong(word: string, rest: string[], rules: FlagRules, given: GivenFlags): void {
  const equals = word.indexOf("=");
  const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (!rule) throw refusal(`unknown flag: --${name}`);
  keep(given, name, rule, equals < 0 ? null : word.slice(equals + 1), rest);
}

/** `-n x`, `-nx`, `-n=x`. */
function readShort(word: string, rest: string[], rules: FlagRules, given: GivenFlags): void {
  const letter = word.slice(1, 2);
  const found = Object.entries(rules).find(([, rule]) => rule.short === letter);
  if (!found) throw refusal(`unknown shorthand flag: '${letter}' in ${word}`);
  const attached = word.slice(2);
  const value = attached === "" ? null : attached.replace(/^=/, "");
  keep(given, found[0], found[1], value, rest);
}

function keep(
  given: GivenFlags,
  name: string,
  rule: FlagRule,
  attached: string | null,
  rest: string[],
): void {
  if (rule.form === "refused") throw refusal(`--${name} is not had here: ${rule.why}`);
  const isBare = rule.form === "switch" || rule.form === "idle-switch" || VALUE_BEHIND_EQUALS.has(name);
  const value = attached ?? (isBare ? "true" : rest.shift());
  if (value === undefined) throw refusal(`flag needs an argument: --${name}`);
  if (rule.form === "switch" || rule.form === "idle-switch") refuseNeither(name, value);
  const before = rule.form === "texts" || rule.form === "words" ? (given.values.get(name) ?? []) : [];
  const added = rule.form === "words" ? splitWords(name, value) : [value];
  given.values.set(name, [...before, ...added]);
}

function refuseNeither(name: string, value: string): void {
  if (TRUE.has(value) || FALSE.has(value)) return;
  throw refusal(`invalid argument "${value}" for "--${name}" flag: it is neither true nor false`);
}

/** One record of comma-separated values; a value may stand in double quotes (encoding/csv). */
function splitWords(name: string, text: string): string[] {
  if (text === "") return [];
  const words: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const quoted = /^"((?:[^"]|"")*)"(?=,|$)/.exec(text.slice(at));
    if (!quoted && text[at] === '"')
      throw refusal(`invalid argument "${text}" for "--${name}" flag: a quote is not closed`);
    const plain = /^[^,]*/.exec(text.slice(at))?.[0] ?? "";
    words.push(quoted ? (quoted[1] ?? "").replaceAll('""', '"') : plain);
    at += (quoted ? quoted[0].length : plain.length) + 1;
  }
  return words;
}

export const isGiven = (given: GivenFlags, name: string) => TRUE.has(given.values.get(name)?.at(-1) ?? "");
export const textsOf = (given: GivenFlags, name: string) => given.values.get(name) ?? [];
export const textOf = (given: GivenFlags, name: string) => given.values.get(name)?.at(-1);
