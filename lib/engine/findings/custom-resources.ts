import { LineCounter } from "yaml";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import type { TreeText } from "../host/tree-text.ts";
import type { SchemaNode } from "./kubernetes-schemas.ts";
import { cutDocuments, readObject } from "./output-documents.ts";
import { MOST_YAML_CHARACTERS, readDocuments } from "./yaml-document.ts";

/** The kinds that an artifact's own CRDs define, `example.org/v1 Widget`; null where one says nothing of its fields. */
export type CustomKinds = ReadonlyMap<string, SchemaNode | null>;

const METADATA = "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
/** All CRDs of an artifact together: beyond, further kinds are known to be there, and not checked. */
const MOST_CHARACTERS = 3_000_000;

type Parsed = readonly (readonly [string, SchemaNode | null])[];

/** Keeps what was read from the text of a CRD, for the next time it stands there. */
export type CustomKindMemory = Map<string, Parsed>;

/** Reads the CRDs that a chart has in `crds/` folders, and those in the output. */
export function readCustomKinds(
  tree: TreeText,
  kind: ArtifactKind,
  output: string,
  memory: CustomKindMemory,
): CustomKinds {
  const found = new Map<string, SchemaNode | null>();
  let left = MOST_CHARACTERS;
  const texts = [
    output,
    ...(kind === "chart"
      ? tree.paths
          .filter((path) => /(^|\/)crds\//.test(path) && /\.(ya?ml|json)$/.test(path))
          .map((path) => tree.read(path) ?? "")
      : []),
  ];
  for (const cut of texts.flatMap(cutDocuments)) {
    if (readObject(cut)?.kind !== "CustomResourceDefinition") continue;
    const text = cut.lines.join("\n");
    left -= memory.has(text) ? 0 : text.length;
    if (left < 0) continue;
    const parsed = memory.get(text) ?? parseDefinition(text);
    memory.set(text, parsed);
    for (const [key, schema] of parsed) found.set(key, schema);
  }
  return found;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const recordIn = (value: unknown, ...path: string[]): Readonly<Record<string, unknown>> =>
  path.reduce<Readonly<Record<string, unknown>>>(
    (found, key) => {
      const next = found[key];
      return isRecord(next) ? next : {};
    },
    isRecord(value) ? value : {},
  );

function parseDefinition(text: string): Parsed {
  if (text.length > MOST_YAML_CHARACTERS) return [];
  try {
    const value: unknown = readDocuments(text, new LineCounter())[0]?.toJS({ maxAliasCount: 100 });
    return readVersions(recordIn(value, "spec"));
  } catch {
    return []; // What cannot be read is told where the document itself is checked.
  }
}

function readVersions(spec: Readonly<Record<string, unknown>>): Parsed {
  const kind = recordIn(spec, "names").kind;
  const listed: readonly unknown[] = Array.isArray(spec.versions) ? spec.versions : [{ name: spec.version }];
  return listed.flatMap((version): [string, SchemaNode | null][] => {
    const name = recordIn(version).name;
    if (typeof kind !== "string" || typeof name !== "string" || typeof spec.group !== "string") return [];
    const own = recordIn(version, "schema", "openAPIV3Schema");
    const shared = recordIn(spec, "validation", "openAPIV3Schema");
    const schema = Object.keys(own).length > 0 ? own : shared;
    return [[`${spec.group}/${name} ${kind}`, spec.preserveUnknownFields === true ? null : toRoot(schema)]];
  });
}

/** Kind, version and metadata are part of every object, whatever its schema says of them. */
function toRoot(schema: Readonly<Record<string, unknown>>): SchemaNode | null {
  const properties = recordIn(schema, "properties");
  if (Object.keys(properties).length === 0) return null;
  const root: unknown = {
    ...schema,
    type: "object",
    properties: {
      ...properties,
      apiVersion: { type: "string" },
      kind: { type: "string" },
      metadata: { $ref: METADATA },
    },
  };
  return root as SchemaNode; // CRDs are written in the form that SchemaNode describes; what else they hold is passed over.
}
