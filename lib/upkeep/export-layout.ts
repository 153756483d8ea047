import type { Pack } from "tar-stream";
import { digestSchema } from "#lib/ids/digest.ts";
import { OCI_INDEX } from "#lib/repositories/media-types.ts";
import { requireContent } from "#lib/storage/content-hash.ts";
import { tagRows } from "./export-lists.ts";
import { addBlob, addFile, addJson } from "./export-tar.ts";
import { type ManifestRow, manifestRows, type PartRow } from "./manifest-rows.ts";

/** image-spec 1.1, "Pre-Defined Annotation Keys": how the tools find a tag in a layout. */
const REF_NAME = "org.opencontainers.image.ref.name";
const SHA512 = /sha512:[a-f0-9]{128}/g;

type Descriptor = { mediaType: string; digest: string; size: number; artifactType?: string };
type TagRow = { tag: string; digest: string; sha512: string | null };

/** What one repository's layout holds so far: some hundred bytes of memory for each of its manifests and blobs. */
type Layout = {
  tar: Pack;
  folder: string;
  repository: { id: string; name: string };
  /** Everything below `blobs`. */
  written: Set<string>;
  /** By sha256. */
  manifests: Map<string, Descriptor>;
  /** Digests by which an index names a manifest, or a tag does. */
  inner: Set<string>;
  told: Set<string>;
};

const fileOf = ({ folder }: Layout, digest: string) => `${folder}/blobs/${digest.replace(":", "/")}`;

function lacks({ repository }: Layout, digest: string): Error {
  return new Error(
    `The repository ${repository.name} does not hold ${digest}, which a manifest of it names.`,
  );
}

async function addPart(layout: Layout, { digest, sizeBytes }: PartRow, name: string): Promise<void> {
  if (layout.written.has(name)) return;
  if (sizeBytes === null) throw lacks(layout, digest);
  layout.written.add(name);
  await addBlob(layout.tar, fileOf(layout, name), {
    digest: digestSchema.parse(digest),
    sizeBytes,
    sha512: name === digest ? null : digestSchema.parse(name),
  });
}

/** A blob that is named by its sha512 stands under that name, too: that is where a reader looks for it. */
async function addParts(layout: Layout, { body, parts }: ManifestRow): Promise<void> {
  const named = new Set(Buffer.from(body).toString("latin1").match(SHA512));
  for (const part of parts) {
    const { digest, sha512, isManifest } = part;
    const names = sha512 !== null && named.has(sha512) ? [digest, sha512] : [digest];
    for (const name of names)
      if (isManifest) layout.inner.add(name);
      else await addPart(layout, part, name);
  }
}

async function addManifest(layout: Layout, row: ManifestRow): Promise<void> {
  const { tar, written, manifests, inner, told } = layout;
  const { digest, sha512, mediaType, artifactType, body } = row;
  await addParts(layout, row);
  const isNamedLong = sha512 !== null && (inner.has(sha512) || told.has(sha512));
  for (const name of isNamedLong ? [digest, sha512] : [digest]) {
    if (written.has(name)) continue;
    requireContent(body, digestSchema.parse(name));
    written.add(name);
    await addFile(tar, fileOf(layout, name), body);
  }
  const type = artifactType === null ? {} : { artifactType };
  manifests.set(digest, { mediaType, digest, size: body.length, ...type });
}

async function readTags({ repository, told }: Layout): Promise<TagRow[]> {
  const tags: TagRow[] = [];
  told.clear();
  for await (const row of tagRows(repository.id)) {
    tags.push(row);
    told.add(row.sha512 ?? row.digest);
  }
  return tags;
}

/**
 * Adds what is named and was not met: what came meanwhile, and what is named by its sha512. Tags are read last, and again
 * until each names what stands here: one that was there all the time is never lost by being moved.
 */
async function completeLayout(layout: Layout): Promise<TagRow[]> {
  const { repository, written, inner, told } = layout;
  for (;;) {
    const tags = await readTags(layout);
    const missing = [...new Set([...inner, ...told])].filter((name) => !written.has(name));
    if (missing.length === 0) return tags;
    for await (const row of manifestRows(repository.id, missing)) await addManifest(layout, row);
    const gone = missing.find((name) => inner.has(name) && !written.has(name));
    if (gone !== undefined) throw lacks(layout, gone);
  }
}

/** Each tag by its name, and without a name what neither a tag nor an index names. */
function listEntries({ manifests, inner }: Layout, tags: TagRow[]) {
  const tagged = new Set(tags.map(({ digest }) => digest));
  const named = tags.flatMap(({ tag, digest, sha512 }) => {
    const known = manifests.get(digest);
    return known ? [{ ...known, digest: sha512 ?? digest, annotations: { [REF_NAME]: tag } }] : [];
  });
  const loose = [...manifests.values()].filter(({ digest }) => !tagged.has(digest) && !inner.has(digest));
  return [...named, ...loose];
}

/**
 * All that a plain repository holds as an OCI image layout (image-spec 1.1): every manifest and each blob that one needs, once.
 * Each repository has a layout of its own, since the tools know a tag by its name alone.
 * @throws an error where something is missing or has other bytes than its digest says (X10)
 */
export async function addLayout(tar: Pack, repository: { id: string; name: string }): Promise<void> {
  const layout: Layout = {
    tar,
    repository,
    folder: `plain-repositories/${repository.name.replaceAll("/", "~")}`,
    written: new Set(),
    manifests: new Map(),
    inner: new Set(),
    told: new Set(),
  };
  for await (const row of manifestRows(repository.id)) await addManifest(layout, row);
  const manifests = listEntries(layout, await completeLayout(layout));
  if (manifests.length === 0) return;
  await addJson(tar, `${layout.folder}/index.json`, { schemaVersion: 2, mediaType: OCI_INDEX, manifests });
  await addJson(tar, `${layout.folder}/oci-layout`, { imageLayoutVersion: "1.0.0" });
}
