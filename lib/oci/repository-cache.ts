import type { Viewer } from "#lib/auth/types.ts";
import { findFacts, isPublic } from "#lib/catalog/find-artifact.ts";
import { isListening, onChange } from "#lib/db/changes.ts";
import { processWide } from "#lib/env/process-wide.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { findRepository, type LinkedBlob } from "#lib/repositories/queries.ts";
import type { RepositoryName } from "./parse-repository.ts";
import { NO_MARKS, type RepositoryMarks, readMarks, sizeOfMarks } from "./read-marks.ts";

/** Bytes of manifests and names that this process keeps; what was not asked for longest goes first. */
const MAX_BYTES = 64 * 1024 * 1024;
/** What an entry costs beside the bodies it holds. */
const ENTRY_BYTES = 500;
/** Some 2 MB. */
const MAX_IDS = 10_000;

/** A manifest as it is answered, headers and all. */
export type KeptManifest = { headers: Record<string, string>; body: Buffer };

/** A list as it is answered. */
export type KeptList = { status: number; headers: Record<string, string | string[]>; body: Buffer };

/** What is known of a repository: who may see it, and what was asked of it lately. */
export type KeptRepository = {
  key: string;
  id: string;
  /** Null for a plain repository, and for a catalog repository whose artifact is not there yet. */
  artifactId: string | null;
  visibility: string | null;
  marks: RepositoryMarks;
  /** By tag or digest, as asked. */
  manifests: Map<string, KeptManifest>;
  /** Sizes of blobs that it links, by digest as asked. */
  blobs: Map<string, LinkedBlob>;
  /** Lists of its tags, by the name and the query they were asked with. */
  lists: Map<string, KeptList>;
  bytes: number;
};

type Cache = {
  entries: Map<string, KeptRepository>;
  /** Ids of repositories that were read, by key: a row of theirs never goes, so no push makes them out of date. */
  ids: Map<string, string>;
  bytes: number;
  /** Counts what was forgotten: what was read before it moved on is not kept. */
  generation: number;
};

const ARTIFACT = "artifact:";
const REPOSITORY = "repository:";

function forget(cache: Cache, topic: string): void {
  if (topic === "*") {
    cache.generation += 1;
    cache.entries.clear();
    cache.ids.clear();
    cache.bytes = 0;
  } else if (topic.startsWith(REPOSITORY)) {
    cache.generation += 1;
    const entry = cache.entries.get(topic.slice(REPOSITORY.length));
    if (entry) drop(cache, entry);
  } else if (topic.startsWith(ARTIFACT)) {
    cache.generation += 1;
    const artifactId = topic.slice(ARTIFACT.length);
    for (const entry of cache.entries.values()) if (entry.artifactId === artifactId) drop(cache, entry);
  }
}

function drop(cache: Cache, entry: KeptRepository): void {
  if (cache.entries.delete(entry.key)) cache.bytes -= entry.bytes;
}

const shelf = () =>
  processWide("oci.repositories", () => {
    const cache: Cache = { entries: new Map(), ids: new Map(), bytes: 0, generation: 0 };
    onChange((topic) => forget(cache, topic));
    return cache;
  });

function makeRoom(cache: Cache): void {
  for (const entry of cache.entries.values()) {
    if (cache.bytes <= MAX_BYTES) return;
    drop(cache, entry);
  }
}

/** Adds to what an entry costs, as long as it is the one that is kept: one that was forgotten meanwhile ends with its request. */
function charge(cache: Cache, entry: KeptRepository, bytes: number): void {
  if (cache.entries.get(entry.key) !== entry) return;
  entry.bytes += bytes;
  cache.bytes += bytes;
  makeRoom(cache);
}

async function findId({ ids }: Cache, orgId: string, local: string): Promise<string | null> {
  const key = `${orgId}/${local}`;
  const known = ids.get(key);
  if (known !== undefined) return known;
  const id = await findRepository(orgId, local);
  if (id === null || !isListening()) return id;
  if (ids.size >= MAX_IDS) ids.clear();
  ids.set(key, id);
  return id;
}

async function readRepository(
  cache: Cache,
  viewer: Viewer,
  name: RepositoryName,
): Promise<KeptRepository | null> {
  const [id, artifact] = await Promise.all([
    findId(cache, viewer.orgId, name.local),
    name.ref ? findFacts(viewer, name.ref) : null,
  ]);
  if (id === null) return null;
  const marks = artifact ? await readMarks(artifact.id, name.local) : NO_MARKS;
  return {
    key: `${viewer.orgId}/${name.local}`,
    id,
    artifactId: artifact?.id ?? null,
    visibility: artifact?.visibility ?? null,
    marks,
    manifests: new Map(),
    blobs: new Map(),
    lists: new Map(),
    bytes: ENTRY_BYTES + sizeOfMarks(marks),
  };
}

/** Only what an announcement can be heard about is kept: a catalog repository by its artifact, a plain one by its name. */
const isKeepable = (name: RepositoryName, entry: KeptRepository) =>
  isListening() && (name.ref === null || entry.artifactId !== null);

/**
 * What is known of a repository, from memory where it can be. It says nothing about rights: the caller checks them each time.
 * @returns null where nothing was finished under this name yet
 */
export async function loadRepository(viewer: Viewer, name: RepositoryName): Promise<KeptRepository | null> {
  const cache = shelf();
  const key = `${viewer.orgId}/${name.local}`;
  const kept = cache.entries.get(key);
  if (kept) {
    // The first in the map is the one that was not asked for longest.
    cache.entries.delete(key);
    cache.entries.set(key, kept);
    return kept;
  }
  const { generation } = cache;
  const entry = await readRepository(cache, viewer, name);
  if (!entry || !isKeepable(name, entry) || generation !== cache.generation) return entry;
  const rival = cache.entries.get(key);
  if (rival) return rival;
  cache.entries.set(key, entry);
  cache.bytes += entry.bytes;
  makeRoom(cache);
  return entry;
}

/**
 * A repository that is public, for a stranger. One that is private costs as many statements as one that is not there, also
 * while it is kept in memory, so that time tells no more than the words do (OCI-25).
 */
export async function loadPublicRepository(
  viewer: Viewer,
  name: RepositoryName & { ref: ArtifactRef },
): Promise<KeptRepository | null> {
  const kept = shelf().entries.get(`${viewer.orgId}/${name.local}`);
  if (kept?.visibility !== "public" && !(await isPublic(viewer.orgId, name.ref))) return null;
  const entry = await loadRepository(viewer, name);
  return entry?.visibility === "public" ? entry : null;
}

export function keepManifest(entry: KeptRepository, reference: string, manifest: KeptManifest): void {
  entry.manifests.set(reference, manifest);
  charge(shelf(), entry, manifest.body.length + ENTRY_BYTES);
}

export function keepBlob(entry: KeptRepository, digest: string, blob: LinkedBlob): void {
  entry.blobs.set(digest, blob);
  charge(shelf(), entry, ENTRY_BYTES);
}

export function keepList(entry: KeptRepository, query: string, list: KeptList): void {
  entry.lists.set(query, list);
  charge(shelf(), entry, list.body.length + ENTRY_BYTES);
}
