import { z } from "zod";

/** A JSON schema, or the part of one that completion reads. */
export type JsonSchema = {
  readonly type?: string | readonly string[] | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly default?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly examples?: readonly unknown[] | undefined;
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly additionalProperties?: JsonSchema | boolean | undefined;
  readonly items?: JsonSchema | undefined;
  readonly required?: readonly string[] | undefined;
  readonly $ref?: string | undefined;
  readonly allOf?: readonly JsonSchema[] | undefined;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly oneOf?: readonly JsonSchema[] | undefined;
  readonly definitions?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly $defs?: Readonly<Record<string, JsonSchema>> | undefined;
};

// What people write as a schema may be anything: parts of another shape are left out, the rest is read.
const schemas = z
  .lazy(() => z.record(z.string(), schema))
  .optional()
  .catch(undefined);
const listed = z
  .lazy(() => z.array(schema))
  .optional()
  .catch(undefined);
const schema: z.ZodType<JsonSchema> = z.looseObject({
  type: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
  title: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  enum: z.array(z.unknown()).optional().catch(undefined),
  examples: z.array(z.unknown()).optional().catch(undefined),
  properties: schemas,
  additionalProperties: z
    .union([z.boolean(), z.lazy(() => schema)])
    .optional()
    .catch(undefined),
  items: z
    .lazy(() => schema)
    .optional()
    .catch(undefined),
  required: z.array(z.string()).optional().catch(undefined),
  $ref: z.string().optional().catch(undefined),
  allOf: listed,
  anyOf: listed,
  oneOf: listed,
  definitions: schemas,
  $defs: schemas,
});

/** Reads a schema file. @returns null where it is no JSON object */
export function readSchema(text: string): JsonSchema | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const MOST_STEPS = 60;

/** All schemas that apply at one place: references followed, alternatives side by side. */
export function partsOf(root: JsonSchema, from: JsonSchema): JsonSchema[] {
  const parts: JsonSchema[] = [];
  const waiting = [from];
  const seen = new Set<JsonSchema>();
  for (let next = waiting.shift(); next && seen.size < MOST_STEPS; next = waiting.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    parts.push(next);
    const target = next.$ref === undefined ? null : followRef(root, next.$ref);
    if (target) waiting.push(target);
    waiting.push(...(next.allOf ?? []), ...(next.anyOf ?? []), ...(next.oneOf ?? []));
  }
  return parts;
}

function followRef(root: JsonSchema, ref: string): JsonSchema | null {
  const [, where, name] = /^#\/(definitions|\$defs)\/(.+)$/.exec(ref) ?? [];
  if (name === undefined) return ref === "#" ? root : null;
  const key = decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~");
  return (where === "$defs" ? root.$defs : root.definitions)?.[key] ?? null;
}

/** The schemas at a path of a document. @param path `*` is an item of a list, or a value under any key */
export function schemasAt(root: JsonSchema, path: readonly string[]): JsonSchema[] {
  let parts = partsOf(root, root);
  for (const key of path) parts = parts.flatMap((part) => stepInto(root, part, key));
  return parts;
}

function stepInto(root: JsonSchema, part: JsonSchema, key: string): JsonSchema[] {
  const named = part.properties?.[key];
  const other = typeof part.additionalProperties === "object" ? part.additionalProperties : undefined;
  const next = named ?? (key === "*" ? (part.items ?? other) : other);
  return next ? partsOf(root, next) : [];
}

export type KeyDescription = {
  readonly type: string;
  readonly description: string;
  readonly isRequired: boolean;
  /** What to write behind the key, of the schema itself. */
  readonly parts: readonly JsonSchema[];
};

/** The keys that a schema names under a path. */
export function descriptionsUnder(
  root: JsonSchema | null,
  path: readonly string[],
): Map<string, KeyDescription> {
  const found = new Map<string, KeyDescription>();
  if (!root) return found;
  for (const part of schemasAt(root, path)) {
    for (const [key, property] of Object.entries(part.properties ?? {})) {
      const parts = partsOf(root, property);
      found.set(key, {
        type: typeOf(parts),
        description: descriptionOf(parts),
        isRequired: (part.required ?? []).includes(key) || (found.get(key)?.isRequired ?? false),
        parts,
      });
    }
  }
  return found;
}

export const descriptionOf = (parts: readonly JsonSchema[]) =>
  parts.map((part) => part.description ?? "").find((text) => text !== "") ??
  parts.map((part) => part.title ?? "").find((text) => text !== "") ??
  "";

/** In the words of YAML: map and list, several with `or`. */
export function typeOf(parts: readonly JsonSchema[]): string {
  const types = parts.flatMap((part) =>
    typeof part.type === "string" ? [part.type] : [...(part.type ?? [])],
  );
  const words = types.map((type) => (type === "object" ? "map" : type === "array" ? "list" : type));
  if (words.length > 0) return [...new Set(words)].join(" or ");
  return parts.some((part) => part.properties) ? "map" : "";
}
