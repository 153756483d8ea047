import { z } from "zod";
import { portalApiDocument } from "../../../api/v2/_endpoints/open-api.ts";

type Schema = {
  $ref?: string | undefined;
  type?: string | string[] | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
  items?: Schema | undefined;
  anyOf?: Schema[] | undefined;
  oneOf?: Schema[] | undefined;
  properties?: Record<string, Schema> | undefined;
  required?: string[] | undefined;
  default?: unknown;
  format?: string | undefined;
  maxLength?: number | undefined;
};

/** As much of JSON Schema as the document's own schemas use. */
const schemaSchema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    items: schemaSchema.optional(),
    anyOf: z.array(schemaSchema).optional(),
    oneOf: z.array(schemaSchema).optional(),
    properties: z.record(z.string(), schemaSchema).optional(),
    required: z.array(z.string()).optional(),
    default: z.unknown().optional(),
    format: z.string().optional(),
    maxLength: z.number().optional(),
  }),
);
const contentSchema = z.record(z.string(), z.object({ schema: schemaSchema }));
const operationSchema = z.object({
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().optional(),
        description: z.string().optional(),
        schema: schemaSchema,
      }),
    )
    .default([]),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: contentSchema.optional() })),
});
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), schemaSchema) }),
});

/** The document as the page reads it, once a process: it never changes. */
const readable = documentSchema.parse(JSON.parse(JSON.stringify(portalApiDocument())));

export type Operation = z.output<typeof operationSchema>;
export type Field = { name: string; type: string; shape: string | null; required: boolean };

export function operationAt(path: string, method: string): Operation {
  const operation = readable.paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`The document has no ${method} ${path}.`);
  return operation;
}

/** The name of the shape that a schema refers to, also inside a list. */
export function shapeOf(schema: Schema): string | null {
  const inside = schema.$ref ?? schema.items?.$ref ?? schema.properties?.items?.items?.$ref;
  return inside?.split("/").at(-1) ?? null;
}

const words = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function simpleType(schema: Schema): string {
  const types = [schema.type ?? []].flat();
  const named = types.map((type) => {
    if (type === "array") return schema.items ? `list of ${typeWords(schema.items)}` : "list";
    return type === "string" && schema.format === "date-time" ? "time" : type;
  });
  return named.join(" or ") || "anything";
}

/** What a field holds, in words: `chart | kustomize-base`, `list of Finding`, `string or null`. */
export function typeWords(schema: Schema): string {
  if (schema.$ref) return shapeOf(schema) ?? "object";
  if (schema.const !== undefined) return words(schema.const);
  if (schema.enum) return schema.enum.map(words).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeWords).join(" or ");
  if (schema.properties?.nextCursor && schema.properties.items)
    return `page: ${typeWords(schema.properties.items)}`;
  return simpleType(schema);
}

export function fieldsOf(schema: Schema): Field[] {
  if (schema.$ref) return fieldsOf(readable.components.schemas[shapeOf(schema) ?? ""] ?? {});
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    type: field.default === undefined ? typeWords(field) : `${typeWords(field)} (${words(field.default)})`,
    shape: shapeOf(field),
    required: schema.required?.includes(name) ?? false,
  }));
}

/** Every shape that has a name, with its fields. */
export const shapes = Object.entries(readable.components.schemas).map(([name, schema]) => ({
  name,
  fields: fieldsOf(schema),
  type: typeWords(schema),
}));
