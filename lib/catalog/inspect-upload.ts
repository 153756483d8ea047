import { z } from "zod";
import type { Viewer } from "#lib/auth/types.ts";
import { readYamlMap, textOf } from "#lib/engine/findings/read-yaml.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { artifactNameSchema } from "#lib/ids/name-schemas.ts";
import type { InspectedUpload } from "./draft-schema.ts";
import { requireCreate } from "./policy.ts";
import { readUpload } from "./read-upload.ts";
import type { FileContent } from "./types.ts";

const textSchema = z.string().nullable().catch(null).default(null);
const chartSchema = z.object({ name: textSchema, version: textSchema, description: textSchema });
const NOTHING = { name: null, version: null, description: null };

/** What Chart.yaml says; whether it is a good one, the gates say when it is published. */
function readChart(files: FileContent[]): z.output<typeof chartSchema> {
  const file = files.find(({ path }) => path === "Chart.yaml");
  if (!file) return NOTHING;
  try {
    return chartSchema.parse(readYamlMap(textOf(file.bytes)));
  } catch {
    return NOTHING; // It can be corrected in the editor, where the error is shown with its line.
  }
}

const legalName = (name: string | null) => artifactNameSchema.safeParse(name).data ?? null;

/**
 * What an archive says of itself, so that New can suggest a name. Nothing is stored.
 * @throws Problem "archive_invalid" naming the entry, "too_large" naming the limit; "role_missing", "scope_missing"
 */
export async function inspectUpload(
  viewer: Viewer,
  kind: ArtifactKind,
  archive: Buffer,
): Promise<InspectedUpload> {
  requireCreate(viewer, null);
  const { files, topFolder } = await readUpload(archive);
  const chart = kind === "chart" ? readChart(files) : NOTHING;
  return {
    name: legalName(chart.name) ?? legalName(topFolder),
    version: chart.version,
    description: (chart.description ?? "").slice(0, 1000).toWellFormed(),
    fileCount: files.length,
    sizeBytes: files.reduce((sum, file) => sum + file.bytes.length, 0),
  };
}
