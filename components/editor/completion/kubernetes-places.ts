import type { KubernetesSchemas } from "#lib/engine/findings/kubernetes-schemas.ts";
import type { JsonSchema } from "./json-schema.ts";
import { topLevelValue } from "./yaml-lines.ts";
import type { YamlPlace } from "./yaml-place.ts";

/** The schema of one document, and what it is called. */
export type DocumentSchema = { readonly schema: JsonSchema; readonly from: string };

/**
 * The schema of the Kubernetes object around a place, told by the `apiVersion` and `kind` of its document. A document that
 * does not say its kind yet gets the names of all kinds.
 */
export function kubernetesSchemaAt(
  schemas: KubernetesSchemas,
  lines: readonly string[],
  place: Pick<YamlPlace, "kind" | "path" | "document">,
): DocumentSchema | null {
  const apiVersion = topLevelValue(lines, place.document, "apiVersion");
  const kind = topLevelValue(lines, place.document, "kind");
  const [key] = place.path;
  const isNaming =
    place.kind === "value" && place.path.length === 1 && (key === "apiVersion" || key === "kind");
  const name = apiVersion && kind ? schemas.kinds[`${apiVersion} ${kind}`] : undefined;
  if (name !== undefined && !isNaming) {
    const definitions = schemas.definitions;
    const schema = { $ref: `#/definitions/${name}`, definitions };
    return { schema, from: `Kubernetes ${schemas.minor}, ${apiVersion} ${kind}` };
  }
  return { schema: namesSchema(schemas, apiVersion, kind), from: `Kubernetes ${schemas.minor}` };
}

/** What every object begins with. */
function namesSchema(schemas: KubernetesSchemas, apiVersion: string | null, kind: string | null): JsonSchema {
  const known = Object.keys(schemas.kinds)
    .map((name) => name.split(" "))
    .filter(([, name]) => !name?.endsWith("List"));
  const fitting = (column: 0 | 1, other: string | null) => {
    const rows = known.filter((row) => other === null || row[1 - column] === other);
    return [...new Set((rows.length > 0 ? rows : known).map((row) => row[column] ?? ""))].toSorted();
  };
  return {
    type: "object",
    required: ["apiVersion", "kind", "metadata"],
    properties: {
      apiVersion: {
        type: "string",
        enum: fitting(0, kind),
        description: "The API that knows the kind: group and version, only the version of the oldest kinds.",
      },
      kind: { type: "string", enum: fitting(1, apiVersion), description: "What kind of object it is." },
      metadata: { type: "object", description: "Name, namespace, labels and annotations." },
    },
  };
}
