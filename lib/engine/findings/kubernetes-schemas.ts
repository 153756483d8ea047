import { z } from "zod";

/** A schema of OpenAPI 2 or 3, as far as checks and completion read it. */
export type SchemaNode = {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  properties?: Readonly<Record<string, SchemaNode>>;
  required?: readonly string[];
  items?: SchemaNode;
  additionalProperties?: SchemaNode | boolean;
  enum?: readonly unknown[];
  "x-kubernetes-int-or-string"?: boolean;
  "x-kubernetes-preserve-unknown-fields"?: boolean;
  "x-kubernetes-embedded-resource"?: boolean;
  "x-kubernetes-list-type"?: string;
  "x-kubernetes-list-map-keys"?: readonly string[];
};

const schemaNodeSchema = z.custom<SchemaNode>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);

/** One minor of Kubernetes: `engine/kubernetes/<minor>.json.br`, unpacked. */
export const kubernetesSchemasSchema = z.object({
  /** `1.32`. */
  minor: z.string(),
  /** `v1.32.13`: the release it was read from. */
  version: z.string(),
  /** `apps/v1 Deployment` to the name of its definition. */
  kinds: z.record(z.string(), z.string()),
  definitions: z.record(z.string(), schemaNodeSchema),
});
export type KubernetesSchemas = z.output<typeof kubernetesSchemasSchema>;

const REFERENCE = "#/definitions/";

/** Follows a `$ref`; null where it leads nowhere. */
export function resolveSchema(
  node: SchemaNode | undefined,
  definitions: Readonly<Record<string, SchemaNode>>,
): SchemaNode | null {
  let found = node;
  for (let steps = 0; found?.$ref !== undefined && steps < 8; steps += 1)
    found = found.$ref.startsWith(REFERENCE) ? definitions[found.$ref.slice(REFERENCE.length)] : undefined;
  return found ?? null;
}
