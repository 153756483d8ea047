import { readFileSync } from "node:fs";
import { z } from "zod";

/** One place in an upstream file: `find` must stand there exactly once. */
const editSchema = z.strictObject({ find: z.string().min(1), put: z.string() });

const touchedFileSchema = z.strictObject({
  path: z.string(),
  /** Of the file as upstream published it: any other stops the build. */
  sha256: z.string().length(64),
  why: z.string(),
  delete: z.literal(true).optional(),
  /** A file of engine/edits that takes its place. */
  replaceWith: z.string().optional(),
  edits: z.array(editSchema).optional(),
});

const upstreamModuleSchema = z.strictObject({
  path: z.string(),
  version: z.string(),
  /** As in go.sum. */
  sum: z.string(),
  /** Folder of the mirror. */
  dir: z.string(),
  /** Folders that nothing links, left out of the mirror. */
  skip: z.array(z.string()).optional(),
  files: z.array(touchedFileSchema),
  /** Files of engine/edits that are put beside upstream's. */
  add: z.array(z.strictObject({ from: z.string(), path: z.string() })).optional(),
});
export type UpstreamModule = z.output<typeof upstreamModuleSchema>;

const buildSchema = z.strictObject({
  /** As the program says it of itself. */
  version: z.string(),
  /** The module below whose version goes with it. */
  pins: z.string(),
  why: z.string(),
  /** Set by the linker (-X). */
  linkerVariables: z.record(z.string(), z.string()),
});

const upstreamSchema = z.strictObject({
  builds: z.strictObject({ helm: buildSchema, kustomize: buildSchema }),
  modules: z.array(upstreamModuleSchema),
  /** Files of the Go toolchain itself, copied into the mirror. */
  toolchain: z.array(
    z.strictObject({
      path: z.string(),
      sha256: z.string().length(64),
      why: z.string(),
      to: z.string(),
      edits: z.array(editSchema),
    }),
  ),
});
export type Upstream = z.output<typeof upstreamSchema>;
export type ModuleName = keyof Upstream["builds"];
export type Edit = z.output<typeof editSchema>;

export const MODULE_NAMES: readonly ModuleName[] = ["helm", "kustomize"];

/** Reads engine/upstream.json of an engine folder. Throws where it is not in its form. */
export function readUpstream(engineFolder: string): Upstream {
  return upstreamSchema.parse(JSON.parse(readFileSync(`${engineFolder}/upstream.json`, "utf8")));
}
