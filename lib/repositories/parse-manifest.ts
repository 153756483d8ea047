import { isUtf8 } from "node:buffer";
import { z } from "zod";
import { digestSchema } from "#lib/ids/digest.ts";
import { Problem } from "#lib/problems/problem.ts";
import { DOCKER_LIST, DOCKER_MANIFEST, OCI_INDEX, OCI_MANIFEST } from "./media-types.ts";
import { refuseAmbiguousJson } from "./scan-json.ts";

/** What becomes a column: PostgreSQL has no text with a NUL in it, and no JSON with half a surrogate pair. */
const textSchema = z
  .string()
  .refine((text) => !text.includes("\0") && text.isWellFormed(), { error: "NUL or half a character" });
const annotationsSchema = z.record(textSchema, textSchema);
/** More than anybody writes, and less than what takes long to write down. */
const MAX_ANNOTATIONS = 5000;
const descriptorSchema = z.object({
  mediaType: textSchema,
  digest: digestSchema,
  size: z.number().int().nonnegative(),
  urls: z.array(z.string()).optional(),
  annotations: annotationsSchema.nullish(),
  /** Of an index's part; one of another form says nothing, and is no reason to refuse the index. */
  platform: z
    .object({ os: z.string(), architecture: z.string(), variant: z.string().optional() })
    .optional()
    .catch(undefined),
});
export type Descriptor = z.output<typeof descriptorSchema>;

/** Unknown fields are legal and stay in the stored bytes (OCI-89). */
const documentSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  artifactType: textSchema.optional(),
  config: descriptorSchema.optional(),
  layers: z.array(descriptorSchema).optional(),
  manifests: z.array(descriptorSchema).nullish(),
  subject: descriptorSchema.nullish(),
  annotations: annotationsSchema
    .refine((all) => Object.keys(all).length <= MAX_ANNOTATIONS, { error: `more than ${MAX_ANNOTATIONS}` })
    .nullish(),
});

export type ParsedManifest = {
  mediaType: string;
  isIndex: boolean;
  artifactType: string | null;
  config: Descriptor | null;
  layers: Descriptor[];
  /** Children of an index. */
  manifests: Descriptor[];
  subject: Descriptor | null;
  annotations: Record<string, string>;
};

/**
 * What must be in the repository for the manifest to be whole (OCI-88): not its subject, and not layers that are fetched
 * from elsewhere.
 */
export function partsOf(parsed: ParsedManifest): Descriptor[] {
  const layers = parsed.layers.filter((layer) => !layer.urls?.length || !FOREIGN.test(layer.mediaType));
  return [...(parsed.config ? [parsed.config] : []), ...layers, ...parsed.manifests];
}

const FOREIGN = /nondistributable|foreign/;
const MANIFESTS = new Set<string>([OCI_MANIFEST, DOCKER_MANIFEST]);
const INDEXES = new Set<string>([OCI_INDEX, DOCKER_LIST]);

const refuse = (detail: string): never => {
  throw new Problem("manifest_invalid", { detail });
};

function readJson(body: Buffer): unknown {
  // What is not UTF-8 every reader mends in a way of its own (RFC 8259, section 8.1).
  if (!isUtf8(body)) refuse("it is not UTF-8");
  const text = body.toString("utf8");
  refuseAmbiguousJson(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem("manifest_invalid", { detail: "it is not JSON", cause: error });
  }
}

function readDocument(body: Buffer) {
  const parsed = documentSchema.safeParse(readJson(body));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return refuse(`${issue?.path.join(".") || "document"}: ${issue?.message ?? "not a manifest"}`);
}
type Document = ReturnType<typeof readDocument>;

/** The header's type without parameters, else the body's, else inferred: Helm sends none in the body (OCI-84). */
function mediaTypeOf(document: Document, contentType: string | null): string {
  const header = contentType?.split(";")[0]?.trim() || null;
  const mediaType = header ?? document.mediaType ?? (document.manifests ? OCI_INDEX : OCI_MANIFEST);
  if (document.mediaType && document.mediaType !== mediaType)
    refuse(`the header says ${mediaType}, the body ${document.mediaType}`);
  return mediaType;
}

function refuseWrongShape(document: Document, mediaType: string): void {
  const isImage = document.layers !== undefined || document.config !== undefined;
  if (document.manifests && isImage) refuse("it is an index and an image at once");
  if (!INDEXES.has(mediaType) && !MANIFESTS.has(mediaType))
    refuse(`media type ${mediaType} is not supported`);
  if (INDEXES.has(mediaType) && !document.manifests) refuse("manifests: an index needs it");
  if (MANIFESTS.has(mediaType) && !(document.config && document.layers))
    refuse("config, layers: a manifest needs both");
}

/**
 * Reads a manifest or index as it was sent.
 * @throws Problem "manifest_invalid" with the field that is wrong
 */
export function parseManifest(body: Buffer, contentType: string | null): ParsedManifest {
  const document = readDocument(body);
  const mediaType = mediaTypeOf(document, contentType);
  refuseWrongShape(document, mediaType);
  return {
    mediaType,
    isIndex: INDEXES.has(mediaType),
    artifactType: document.artifactType ?? null,
    config: document.config ?? null,
    layers: document.layers ?? [],
    manifests: document.manifests ?? [],
    subject: document.subject ?? null,
    annotations: document.annotations ?? {},
  };
}
