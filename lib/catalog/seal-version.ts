import { createHash } from "node:crypto";
import { env } from "#lib/env/env.ts";
import { type Digest, sha256Digest } from "#lib/ids/digest.ts";
import { type ArtifactRef, displayName, KIND_ROOTS, nameSegment } from "#lib/ids/ids.ts";
import type { VersionTag } from "#lib/ids/version-tag.ts";
import {
  HELM_CHART,
  HELM_CONFIG,
  KUSTOMIZE_BASE,
  MANIFEST_BUNDLE,
  OCI_EMPTY,
  OCI_LAYER_TAR_GZIP,
  OCI_MANIFEST,
} from "#lib/repositories/media-types.ts";
import { parseManifest } from "#lib/repositories/parse-manifest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import type { StoredBlob } from "#lib/storage/types.ts";
import { toHelmConfig } from "./chart-metadata.ts";
import { KINDS } from "./kinds/kinds.ts";
import { makePackage } from "./make-package.ts";
import type { Publication, SealedManifest, SealedVersion } from "./sealed-version.ts";
import type { FileContent, FileEntry, Found } from "./types.ts";

const hex = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");

/** OCI-98: what "the same content" means; neither annotations nor the order of layers are part of it. */
export function contentHashOf(config: string, layers: string[]): string {
  return hex(JSON.stringify([config, [...new Set(layers)].sort()]));
}

/** What a version says of each of its files. */
export function toEntries(files: readonly FileContent[]): FileEntry[] {
  return files.map(({ path, bytes, executable }) => ({
    path,
    sizeBytes: bytes.length,
    digest: `sha256:${hex(bytes)}`,
    executable,
  }));
}

/** Equal for equal files. */
export function contentKeyOf(files: readonly FileContent[]): string {
  return hex(JSON.stringify(toEntries(files)));
}

type Parts = { config: StoredBlob; layer: StoredBlob };
type FromFiles = {
  ref: ArtifactRef;
  tag: VersionTag;
  /** What the package will hold: gates have passed over exactly these. */
  files: FileContent[];
  metadata: Record<string, unknown>;
  /** Of the artifact, where the files themselves have none. */
  description: string;
  /** Who publishes, as the manifest names them. */
  author: string;
  notes: string;
  found: Found;
};

const text = (value: unknown) => (typeof value === "string" ? value : "");

function annotationsOf(from: FromFiles, { commitId, publishedAt }: Publication): Record<string, string> {
  const { ref, tag, metadata, description, author, notes } = from;
  const sources: unknown[] = Array.isArray(metadata.sources) ? metadata.sources : [];
  const page = `${env().CHARTROOM_PUBLIC_URL}/${KIND_ROOTS[ref.kind]}/${nameSegment(ref)}`;
  const all = {
    "org.opencontainers.image.title": displayName(ref),
    "org.opencontainers.image.version": tag,
    "org.opencontainers.image.description": text(metadata.description) || description,
    "org.opencontainers.image.created": publishedAt.toISOString(),
    "org.opencontainers.image.revision": commitId ?? "",
    "org.opencontainers.image.source": text(sources[0]) || page,
    "org.opencontainers.image.authors": author,
    "vnd.chartroom.release-notes": notes,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}

const MEDIA_TYPES = {
  chart: { artifactType: null, config: HELM_CONFIG, layer: HELM_CHART },
  "kustomize-base": { artifactType: KUSTOMIZE_BASE, config: OCI_EMPTY, layer: OCI_LAYER_TAR_GZIP },
  "manifest-bundle": { artifactType: MANIFEST_BUNDLE, config: OCI_EMPTY, layer: OCI_LAYER_TAR_GZIP },
} as const;

/** `oras pull` writes only layers that have a title; helm finds a chart's layer by its media type. */
function layerAnnotations({ ref, tag }: FromFiles) {
  if (ref.kind === "chart") return {};
  return { annotations: { "org.opencontainers.image.title": `${ref.name}-${tag}.tar.gz` } };
}

/** OCI-131, OCI-132, OCI-133. */
function makeManifest(from: FromFiles, { config, layer }: Parts, publication: Publication): SealedManifest {
  const types = MEDIA_TYPES[from.ref.kind];
  const body = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      ...(types.artifactType ? { artifactType: types.artifactType } : {}),
      config: { mediaType: types.config, digest: config.digest, size: config.sizeBytes },
      layers: [
        { mediaType: types.layer, digest: layer.digest, size: layer.sizeBytes, ...layerAnnotations(from) },
      ],
      annotations: annotationsOf(from, publication),
    }),
  );
  return { digest: sha256Digest(hex(body)), body, parsed: parseManifest(body, OCI_MANIFEST) };
}

/** Seals files of a draft: makes package and config and puts both into the store (OCI-134). */
export async function sealFromFiles(from: FromFiles): Promise<SealedVersion> {
  const packed = await makePackage(from.files, KINDS[from.ref.kind].topFolder(from.ref));
  return sealFromPackage(from, packed);
}

/** Seals a package as it came: its bytes are what clients will get. */
export async function sealFromPackage(from: FromFiles, packed: Buffer): Promise<SealedVersion> {
  const config = from.ref.kind === "chart" ? toHelmConfig(from.metadata) : "{}";
  const store = blobStore();
  const parts = { config: await store.put(Buffer.from(config)), layer: await store.put(packed) };
  return {
    ref: from.ref,
    tag: from.tag,
    files: toEntries(from.files),
    metadata: from.metadata,
    packageDigest: parts.layer.digest,
    packageBytes: parts.layer.sizeBytes,
    blobs: [parts.config, parts.layer],
    isPushed: false,
    manifest: (publication) => makeManifest(from, parts, publication),
    contentHash: contentHashOf(parts.config.digest, [parts.layer.digest]),
    notes: from.notes,
    found: from.found,
  };
}

type FromPush = Pick<FromFiles, "ref" | "tag" | "files" | "metadata"> & {
  manifest: SealedManifest;
  /** The layer that is the package, under its canonical digest. */
  layer: { digest: Digest; sizeBytes: number };
};

/** Seals what a client has pushed: manifest, config and layers stay as they came (OCI-131). */
export function sealPushed({ ref, tag, files, metadata, manifest, layer }: FromPush): SealedVersion {
  const { parsed } = manifest;
  return {
    ref,
    tag,
    files: toEntries(files),
    metadata,
    packageDigest: layer.digest,
    packageBytes: layer.sizeBytes,
    // The repository already holds them: a manifest whose parts are missing is refused before (OCI-88).
    blobs: [],
    isPushed: true,
    manifest: () => manifest,
    contentHash: contentHashOf(
      parsed.config?.digest ?? "",
      parsed.layers.map(({ digest }) => digest),
    ),
    notes: parsed.annotations["vnd.chartroom.release-notes"] ?? "",
    found: null,
  };
}
