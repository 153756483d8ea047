import type { FunctionDoc } from "./function-docs/describe-function.ts";

export type GoSignature = { readonly takes: readonly string[]; readonly gives: string };

/**
 * Reads a signature as Go prints it, `func(string, ...interface {}) (string, error)`, in the words of templates.
 * @returns null for what is no function
 */
export function readGoSignature(signature: string): GoSignature | null {
  if (!signature.startsWith("func(")) return null;
  const end = closingOf(signature, 4);
  if (end < 0) return null;
  const takes = splitTypes(signature.slice(5, end)).map(plainType);
  const results = splitTypes(
    signature
      .slice(end + 1)
      .trim()
      .replace(/^\((.*)\)$/, "$1"),
  ).map(plainType);
  return { takes, gives: results.filter((type) => type !== "error").join(", ") };
}

function closingOf(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function splitTypes(list: string): string[] {
  const types: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= list.length; at += 1) {
    const sign = list[at];
    if (sign === "(" || sign === "[" || sign === "{") depth += 1;
    if (sign === ")" || sign === "]" || sign === "}") depth -= 1;
    if (sign !== undefined && (sign !== "," || depth > 0)) continue;
    types.push(list.slice(start, at).trim());
    start = at + 1;
  }
  return types.filter((type) => type !== "");
}

const WORDS: Readonly<Record<string, string>> = {
  "interface {}": "any",
  "map[string]interface {}": "map",
  "map[string]string": "map",
  "[]interface {}": "list",
  "[][]interface {}": "list of lists",
  "[]string": "list",
  "[]int": "list",
  "time.Time": "time",
  "sprig.certificate": "certificate",
  "*semver.Version": "version",
  string: "text",
  bool: "boolean",
  int64: "int",
};

function plainType(type: string): string {
  const rest = type.startsWith("...") ? "…" : "";
  const name = type.replace(/^\.\.\./, "");
  return `${WORDS[name] ?? name}${rest}`;
}

export type SignatureParts = {
  readonly label: string;
  readonly parameters: readonly { readonly start: number; readonly end: number; readonly isRest: boolean }[];
};

/** `trunc(length int, text text) text`; without types where the engine has not told them yet. */
export function signatureParts(name: string, doc: FunctionDoc, signature: string | null): SignatureParts {
  const types = signature === null ? null : readGoSignature(signature);
  // One Go parameter that repeats may stand for several that have names, as of dig.
  const typed = types?.takes.length === doc.takes.length ? types.takes : null;
  let label = `${name}(`;
  const parameters = doc.takes.map((parameter, at) => {
    if (at > 0) label += ", ";
    const start = label.length;
    const type = typed?.[at]?.replace("…", "");
    label += type ? `${parameter} ${type}` : parameter;
    return { start, end: label.length, isRest: parameter.endsWith("…") };
  });
  label += types?.gives ? `) ${types.gives}` : ")";
  return { label, parameters };
}
