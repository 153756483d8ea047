import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { type KubernetesSchemas, kubernetesSchemasSchema } from "./findings/kubernetes-schemas.ts";
import type { RenderFailure } from "./schema.ts";
import type { RenderOutcome, TreeEntry } from "./types.ts";

/** A file of a tree, from its text. */
export const fileOf = (name: string, text: string): TreeEntry => ({
  path: name,
  bytes: new TextEncoder().encode(text),
});

/** A render that ended well with this output. */
export const renderedAs = (output: string | Uint8Array): RenderOutcome => ({
  kind: "rendered",
  output: typeof output === "string" ? new TextEncoder().encode(output) : output,
  stderr: "",
  exitCode: 0,
  engine: null,
  renderMs: 0,
});

/** A render that ended in a failure. */
export const failedWith = (
  failure: Pick<RenderFailure, "cause" | "message"> & Partial<RenderFailure>,
): RenderOutcome => ({
  kind: "failed",
  failure: { limit: null, path: null, line: null, column: null, ...failure },
  stderr: `Error: ${failure.message}\n`,
  exitCode: 1,
  engine: null,
  renderMs: 0,
});

const folder = path.resolve(import.meta.dirname, "../../engine/kubernetes");
const known = new Map<string, KubernetesSchemas>();

/** The schemas of a minor, from the committed file. */
export async function schemasOf(minor: string): Promise<KubernetesSchemas> {
  const packed = readFileSync(path.join(folder, `${minor}.json.br`));
  const schemas =
    known.get(minor) ??
    kubernetesSchemasSchema.parse(JSON.parse(brotliDecompressSync(packed).toString("utf8")));
  known.set(minor, schemas);
  return schemas;
}

/** The line, from one, on which the n-th occurrence of a text stands. */
export function lineIn(text: string, part: string, nth = 1): number {
  const lines = text.split("\n").flatMap((line, index) => (line.includes(part) ? [index + 1] : []));
  const found = lines[nth - 1];
  if (found === undefined) throw new Error(`"${part}" does not stand in the text ${nth} times`);
  return found;
}
