import { createHash } from "node:crypto";
import { db } from "#lib/db/database.ts";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";
import { repositoryName } from "#lib/ids/ids.ts";
import { toOciTag } from "#lib/ids/version-tag.ts";
import { parseManifest } from "#lib/repositories/parse-manifest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { KINDS } from "./kinds/kinds.ts";
import { makePackage } from "./make-package.ts";
import { packageLayerOf } from "./package-layer.ts";
import { readArchive } from "./read-archive.ts";
import { readCommitFiles } from "./read-commit-files.ts";
import { contentHashOf, toEntries } from "./seal-version.ts";
import type { ArtifactFacts, FileEntry } from "./types.ts";
import { toVersionFiles } from "./version-row.ts";

export type PublishedRow = {
  tag: string;
  ociTag: string;
  packageDigest: string;
  packageBytes: number;
  manifestDigest: string;
  contentHash: string;
  files: unknown;
  commitId: string | null;
};

const asText = ({ path, digest, sizeBytes, executable }: FileEntry) =>
  JSON.stringify([path, digest, sizeBytes, executable]);

/** The first file that is in one of the lists and not, or not so, in the other. */
function firstDifference(recorded: FileEntry[], found: FileEntry[]): string | null {
  const missing = new Set(recorded.map(asText));
  const strange = found.find((file) => !missing.delete(asText(file)));
  if (strange) return strange.path;
  const [first] = missing;
  return first === undefined ? null : String(JSON.parse(first)[0]);
}

async function readPackage(digest: Digest): Promise<Buffer | null> {
  const store = blobStore();
  return (await store.has(digest)) ? store.read(digest) : null;
}

async function packageFaults(artifact: ArtifactFacts, row: PublishedRow): Promise<string[]> {
  const bytes = await readPackage(digestSchema.parse(row.packageDigest));
  if (!bytes) return ["its package is missing"];
  const faults: string[] = [];
  if (bytes.length !== row.packageBytes)
    faults.push(`its package has ${bytes.length} bytes, ${row.packageBytes} are recorded`);
  const recorded = toVersionFiles(row.files).map(({ size, ...file }) => ({ ...file, sizeBytes: size }));
  const found = toEntries(await readArchive(bytes, KINDS[artifact.kind].archive));
  const different = firstDifference(recorded, found);
  if (different !== null) faults.push(`its package and its list of files differ at ${different}`);
  return faults;
}

/** Tag, manifest and version say the same; what the version calls its content is what the manifest holds. */
async function manifestFaults(artifact: ArtifactFacts, row: PublishedRow): Promise<string[]> {
  const repository = await db().ociRepository.findUnique({
    where: { orgId_name: { orgId: artifact.orgId, name: repositoryName(artifact) } },
    select: {
      tags: { where: { tag: row.ociTag }, select: { digest: true } },
      manifests: { where: { digest: row.manifestDigest }, select: { body: true, mediaType: true } },
      links: { where: { digest: row.packageDigest }, select: { digest: true } },
    },
  });
  const faults: string[] = [];
  if (toOciTag(row.tag) !== row.ociTag) faults.push(`its tag in the registry is ${row.ociTag}`);
  if (repository?.tags[0]?.digest !== row.manifestDigest)
    faults.push(`its tag in the registry names ${repository?.tags[0]?.digest ?? "nothing"}`);
  if (!repository?.links[0]) faults.push("its package is not held by its repository");
  const manifest = repository?.manifests[0];
  if (!manifest) return [...faults, "its manifest is missing"];
  const parsed = parseManifest(Buffer.from(manifest.body), manifest.mediaType);
  const layers = parsed.layers.map(({ digest }) => digest);
  if (contentHashOf(parsed.config?.digest ?? "", layers) !== row.contentHash)
    faults.push("its manifest holds other content than was published");
  const layer = packageLayerOf(artifact.kind, parsed).digest;
  if (layer.startsWith("sha256:") && layer !== row.packageDigest)
    faults.push(`its manifest names the package ${layer}`);
  return faults;
}

/** NB-8: the commit gives the package again, byte for byte. */
async function commitFaults(artifact: ArtifactFacts, row: PublishedRow): Promise<string[]> {
  if (row.commitId === null) return [];
  const rules = KINDS[artifact.kind];
  const files = rules.packaged(await readCommitFiles(artifact, row.commitId));
  const made = await makePackage(files, rules.topFolder(artifact));
  const digest = `sha256:${createHash("sha256").update(made).digest("hex")}`;
  return digest === row.packageDigest ? [] : [`its commit ${row.commitId} makes the package ${digest}`];
}

const CHECKS = { package: packageFaults, manifest: manifestFaults, commit: commitFaults };

/**
 * What is wrong with a published version, in words: its package, its list of files, its manifest and tag, its commit.
 * Empty when everything is as it was on the day of its publication.
 */
export async function faultsOfVersion(artifact: ArtifactFacts, row: PublishedRow): Promise<string[]> {
  const faults: string[] = [];
  for (const [part, check] of Object.entries(CHECKS))
    try {
      faults.push(...(await check(artifact, row)));
    } catch (error) {
      // Whatever was broken, the search for more goes on.
      faults.push(`its ${part} cannot be read: ${error instanceof Error ? error.message : "unreadable"}`);
    }
  return faults;
}
