import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { sha256 } from "./make-mirror.ts";

const fileSchema = z.strictObject({ sha256: z.string(), bytes: z.number().int() });

/** engine/modules/provenance.json: out of what the committed modules were made, and what came out. */
export const provenanceSchema = z.strictObject({
  go: z.string(),
  buildFlags: z.array(z.string()),
  modules: z.record(
    z.enum(["helm", "kustomize"]),
    z.strictObject({ version: z.string(), linkerFlags: z.string(), raw: fileSchema, brotli: fileSchema }),
  ),
  /** sha256 by path from engine/: our own sources, the edits, the pins. */
  inputs: z.record(z.string(), z.string()),
  components: z.array(
    z.strictObject({
      path: z.string(),
      version: z.string(),
      /** As in go.sum; empty of Go itself. */
      sum: z.string(),
      licenses: z.array(z.string()),
    }),
  ),
});
export type Provenance = z.output<typeof provenanceSchema>;

/** What decides a module's bytes. The README, the tables' generator and the modules themselves do not. */
const INPUT_FOLDERS = ["edits", "helm", "kustomize", "protocol"];

export function hashInputs(engineFolder: string): Record<string, string> {
  const files = INPUT_FOLDERS.flatMap((folder) =>
    readdirSync(join(engineFolder, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(engineFolder.length + 1)),
  );
  const paths = [...files, "upstream.json"].sort();
  return Object.fromEntries(paths.map((path) => [path, sha256(readFileSync(join(engineFolder, path)))]));
}

export function describeBytes(bytes: Uint8Array): z.output<typeof fileSchema> {
  return { sha256: sha256(bytes), bytes: bytes.length };
}

export function readProvenance(engineFolder: string): Provenance {
  return provenanceSchema.parse(
    JSON.parse(readFileSync(join(engineFolder, "modules/provenance.json"), "utf8")),
  );
}
