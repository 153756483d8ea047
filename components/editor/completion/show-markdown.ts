import type { KnownValue } from "./chart-values.ts";
import { functionDocs } from "./function-docs.ts";
import { signatureParts } from "./go-signature.ts";

export const code = (text: string, language = "") => `\`\`\`${language}\n${text}\n\`\`\``;

/** Text that others wrote, so that it means nothing in Markdown. */
export const plainText = (text: string) =>
  text.replace(/[\\`*_{}[\]()#+!|<>~]/g, "\\$&").replaceAll("\n", "  \n");

/** Signatures by name, as the engine gives them. */
export type FunctionSignatures = ReadonlyMap<string, string>;

export function showFunction(name: string, signatures: FunctionSignatures): string {
  const doc = functionDocs.get(name);
  if (!doc) return "";
  const signature = signatures.get(name) ?? null;
  const { label } = signatureParts(name, doc, signature);
  return [code(label, "go-signature"), showFunctionText(name)].join("\n\n");
}

/** What a function does, with its example. */
export function showFunctionText(name: string): string {
  const doc = functionDocs.get(name);
  if (!doc) return "";
  const gives = doc.gives === null ? "" : `\n${doc.gives.replace(/^\n/, "⏎\n")}`;
  return [doc.text, code(`{{ ${doc.example} }}${gives}`)].join("\n\n");
}

/** A value, with its comment and where it is set. @param path from the root, `["Values", …]` */
export function showValue(path: readonly string[], value: KnownValue): string {
  const [first, ...others] = value.places;
  const parts = [`**.${path.join(".")}** · ${value.type || "any type"}`];
  if (value.description) parts.push(plainText(value.description));
  if (first?.comment && first.comment !== value.description) parts.push(plainText(first.comment));
  if (first) parts.push(code(first.shown === "" ? "# nothing" : first.shown, "yaml"));
  if (first) parts.push(`Set in ${first.path}:${first.line}`);
  for (const place of others) parts.push(`Also in ${place.path}:${place.line}: \`${oneLine(place.shown)}\``);
  return parts.join("\n\n");
}

/** What is shown beside a label. */
export const oneLine = (text: string) => {
  const line = text.trim().replaceAll("`", "'").split("\n")[0] ?? "";
  return line.length > 48 || text.trim().includes("\n") ? `${line.slice(0, 47)}…` : line;
};
