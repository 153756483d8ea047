import { descriptionsUnder, type JsonSchema, type KeyDescription, schemasAt, typeOf } from "./json-schema.ts";
import { oneLine, plainText } from "./show-markdown.ts";
import { type HoverText, hole, type Suggestion, suggest } from "./suggestion.ts";
import type { YamlPlace } from "./yaml-place.ts";

/** Keys or values that a schema allows at a place, without the keys that stand there already. */
export function completeYaml(schema: JsonSchema, place: YamlPlace, from: string): Suggestion[] {
  return place.kind === "key" ? keysAt(schema, place, from) : valuesAt(schema, place);
}

function keysAt(schema: JsonSchema, place: YamlPlace, from: string): Suggestion[] {
  return [...descriptionsUnder(schema, place.path)]
    .filter(([key]) => !place.beside.includes(key))
    .map(([key, description]) => {
      const isPlain = /^[\w$./-]+$/.test(key);
      const insert = `${isPlain ? key.replaceAll("$", "\\$") : JSON.stringify(key)}${valueSnippet(description)}`;
      return suggest({
        label: key,
        kind: "field",
        start: place.start,
        end: place.end,
        rank: description.isRequired ? 1 : 3,
        detail: description.isRequired ? `${description.type}, required` : description.type,
        documentation: showKey(key, description, from),
        insert,
        isSnippet: true,
        opens: choicesOf(description.parts).length > 0 ? "suggestions" : null,
      });
    });
}

/** What follows the key: its only value, a list's first item, the next line of a map. */
function valueSnippet({ type, parts }: KeyDescription): string {
  const fixed = parts.find((part) => part.default !== undefined && typeof part.default !== "object");
  if (type === "map") return ":\n  $0";
  if (type === "list") return ":\n  - $0";
  return fixed && choicesOf(parts).length === 0 ? `: ${hole(1, scalar(fixed.default))}` : ": $0";
}

function valuesAt(schema: JsonSchema, place: YamlPlace): Suggestion[] {
  const parts = schemasAt(schema, place.path);
  return choicesOf(parts).map((value, at) =>
    suggest({
      label: value,
      kind: "value",
      start: place.start,
      end: place.end,
      rank: 1,
      detail: typeOf(parts),
      documentation:
        at === 0 ? plainText(parts.map(({ description }) => description ?? "").find(Boolean) ?? "") : "",
    }),
  );
}

/** The values that a schema names, as YAML. */
function choicesOf(parts: readonly JsonSchema[]): string[] {
  const named = parts.flatMap((part) => [
    ...(part.enum ?? []),
    ...(part.const === undefined ? [] : [part.const]),
    ...(part.examples ?? []),
  ]);
  const isBoolean = parts.some((part) => part.type === "boolean");
  return [...new Set([...named.map(scalar), ...(isBoolean ? ["true", "false"] : [])])];
}

const scalar = (value: unknown) => {
  if (typeof value !== "string") return JSON.stringify(value);
  return /^[A-Za-z][\w./ -]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value)
    ? value
    : JSON.stringify(value);
};

/** What the schema says of the key at a place. @param path with the key as its last part */
export function hoverYaml(
  schema: JsonSchema,
  path: readonly string[],
  span: { readonly start: number; readonly end: number },
  from: string,
): HoverText | null {
  const key = path.at(-1);
  if (key === undefined) return null;
  const description = descriptionsUnder(schema, path.slice(0, -1)).get(key);
  return description ? { ...span, markdown: showKey(key, description, from) } : null;
}

function showKey(key: string, description: KeyDescription, from: string): string {
  const kind = [description.type, description.isRequired ? "required" : ""].filter(Boolean).join(", ");
  const choices = choicesOf(description.parts).filter((value) => value !== "true" && value !== "false");
  const fixed = description.parts.find((part) => part.default !== undefined)?.default;
  return [
    `**${key}**${kind ? ` · ${kind}` : ""}`,
    plainText(description.description),
    choices.length > 0 ? `One of: ${choices.map((value) => `\`${value}\``).join(", ")}` : "",
    fixed === undefined ? "" : `Default: \`${oneLine(JSON.stringify(fixed))}\``,
    from ? `_${from}_` : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}
