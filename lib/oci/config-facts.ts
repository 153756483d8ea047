import { z } from "zod";
import { digestSchema } from "#lib/ids/digest.ts";
import { DOCKER_CONFIG, HELM_CONFIG, OCI_CONFIG } from "#lib/repositories/media-types.ts";
import type { Descriptor } from "#lib/repositories/parse-manifest.ts";
import { findLinkedBlob } from "#lib/repositories/queries.ts";
import { keptBytes } from "./blob-cache.ts";
import type { ChartFacts } from "./schema.ts";

/** A page reads up to 200 configs: larger ones are left alone, and said so. Real ones have some KB. */
const MAX_CONFIG_BYTES = 256 * 1024;

export type ConfigFacts = { chart: ChartFacts | null; createdAt: string | null; problem: string | null };

// Somebody else wrote it: a field of another form counts as missing, and the others are shown.
const text = z.string().catch("");
const textOrNull = z.coerce
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const chartSchema = z.object({
  name: z.string(),
  version: z.coerce.string(),
  appVersion: textOrNull,
  description: text,
  type: textOrNull,
  kubeVersion: textOrNull,
  home: textOrNull,
  deprecated: z.boolean().catch(false),
  maintainers: z
    .array(z.object({ name: z.string() }).transform(({ name }) => name))
    .nullish()
    .catch([])
    .transform((value) => value ?? []),
  dependencies: z
    .array(z.object({ name: z.string(), version: text, repository: text }))
    .nullish()
    .catch([])
    .transform((value) => value ?? []),
});
const imageSchema = z.object({ created: z.iso.datetime({ offset: true }).nullish().catch(null) });

const NOTHING: ConfigFacts = { chart: null, createdAt: null, problem: null };
const unreadable = (why: string): ConfigFacts => ({ ...NOTHING, problem: why });

async function readJson(repositoryId: string, config: Descriptor): Promise<unknown> {
  const blob = config.digest.startsWith("sha512:")
    ? await findLinkedBlob(repositoryId, config.digest)
    : config;
  if (!blob) throw new Error("the repository does not hold it");
  return JSON.parse((await keptBytes(digestSchema.parse(blob.digest))).toString("utf8"));
}

const SHOWN = new Set([HELM_CONFIG, OCI_CONFIG, DOCKER_CONFIG]);

/**
 * What the config of a chart or an image says of it (GL-5). Whatever is wrong with it becomes `problem`: one bad config does
 * not take the page from the others.
 */
export async function readConfigFacts(repositoryId: string, config: Descriptor | null): Promise<ConfigFacts> {
  if (!config || !SHOWN.has(config.mediaType)) return NOTHING;
  if (config.size > MAX_CONFIG_BYTES) return unreadable("Its config is larger than 256 KB and was not read.");
  let json: unknown;
  try {
    json = await readJson(repositoryId, config);
  } catch (error) {
    const why = error instanceof SyntaxError ? "is not JSON" : "cannot be read from the store";
    return unreadable(`Its config ${config.digest.slice(0, 19)}… ${why}.`);
  }
  if (config.mediaType !== HELM_CONFIG) {
    const image = imageSchema.safeParse(json);
    const created = image.success ? image.data.created : null;
    return { ...NOTHING, createdAt: created ? new Date(created).toISOString() : null };
  }
  const chart = chartSchema.safeParse(json);
  if (!chart.success) return unreadable("Its config is no Chart.yaml: name or version is missing.");
  return { ...NOTHING, chart: chart.data };
}
