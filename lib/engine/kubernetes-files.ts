import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { engineFile } from "./engine-files.ts";
import { type KubernetesSchemas, kubernetesSchemasSchema } from "./findings/kubernetes-schemas.ts";

const known = new Map<string, Promise<KubernetesSchemas>>();

/** The committed schemas of a minor such as `1.32`, read once in each thread. */
export function readKubernetesSchemas(minor: string): Promise<KubernetesSchemas> {
  const schemas = known.get(minor) ?? unpackSchemas(minor);
  known.set(minor, schemas);
  return schemas;
}

async function unpackSchemas(minor: string): Promise<KubernetesSchemas> {
  const packed = await readFile(engineFile("engine", "kubernetes", `${minor}.json.br`));
  const text = (await promisify(brotliDecompress)(packed)).toString("utf8");
  return kubernetesSchemasSchema.parse(JSON.parse(text));
}
