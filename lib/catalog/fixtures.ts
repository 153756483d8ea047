import { createHash } from "node:crypto";
import { NO_PROJECTS, type Role, type Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";
import {
  type ArtifactKind,
  type ArtifactRef,
  newId,
  parseNameSegment,
  repositoryName,
} from "#lib/ids/ids.ts";
import { semverKey, semverOf, toOciTag } from "#lib/ids/version-tag.ts";
import {
  HELM_CHART,
  HELM_CONFIG,
  HELM_PROVENANCE,
  OCI_EMPTY,
  OCI_LAYER_TAR_GZIP,
  OCI_MANIFEST,
} from "#lib/repositories/media-types.ts";
import { parseManifest } from "#lib/repositories/parse-manifest.ts";
import { ensureRepository, linkBlobs } from "#lib/repositories/store-manifest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { findFacts } from "./find-artifact.ts";
import { insertArtifact } from "./insert-artifact.ts";
import { makePackage } from "./make-package.ts";
import { moveDraft } from "./move-draft.ts";
import { searchTextOf } from "./search-text.ts";
import { storeFiles } from "./store-files.ts";
import type { ArtifactFacts } from "./types.ts";

/** Builders for tests and the seed: sentences, with random names, nothing shared between two of them. */

const randomHex = () => crypto.randomUUID().replaceAll("-", "");

/** An organization's row, with nobody in it. */
export async function anOrganization(slug = `org-${randomHex().slice(0, 12)}`) {
  return db().org.create({ data: { id: newId("org"), slug, name: slug }, select: { id: true, slug: true } });
}
type Organization = Awaited<ReturnType<typeof anOrganization>>;

/** Someone with this role, in the browser; in an organization of their own where none is given. */
export async function aViewer(given: Partial<Viewer> & { of?: Organization } = {}): Promise<Viewer> {
  const { of, ...over } = given;
  const { id, slug } = of ?? (over.orgId ? { id: over.orgId, slug: "" } : await anOrganization());
  return {
    orgId: id,
    orgSlug: slug,
    role: "member",
    projects: NO_PROJECTS,
    actor: { kind: "user", id: newId("usr"), name: "Ada Example", email: "ada@example.com" },
    door: "portal",
    apiScope: null,
    registryScope: null,
    pattern: null,
    requestId: newId("req"),
    ...over,
  };
}

/** The same person's colleague in the same organization, with another role. */
export const withRole = (viewer: Viewer, role: Role): Viewer => ({ ...viewer, role });

/** Whoever is not signed in, asking this organization. */
export const aStranger = (viewer: Viewer): Viewer => ({
  ...viewer,
  role: null,
  actor: { kind: "anonymous", id: "", name: "anonymous", email: null },
});

/** @param name `web` or `payments/web` @throws when it is no name */
export function aRef(kind: ArtifactKind, name = `a${randomHex().slice(0, 12)}`): ArtifactRef {
  const ref = parseNameSegment(kind, name.replace("/", "~"));
  if (!ref) throw new Error(`${name} is no artifact's name.`);
  return ref;
}

type Given = {
  by: Viewer;
  kind?: ArtifactKind;
  /** `web` or `payments/web` */
  name?: string;
  description?: string;
  visibility?: "private" | "public";
  labels?: Record<string, string>;
  archived?: boolean;
};

/** An artifact without draft or versions. */
export async function anArtifact({ by, kind = "chart", name, ...given }: Given) {
  const ref = aRef(kind, name);
  const { description = "", visibility = "private", labels = {}, archived = false } = given;
  const facts = await db().$transaction((tx) => insertArtifact(tx, by, { ...ref, description, visibility }));
  await db().artifact.update({
    where: { id: facts.id, orgId: facts.orgId },
    data: { labels, archivedAt: archived ? clock.now() : null },
    select: { id: true },
  });
  return { ref, facts: { ...facts, archived } };
}

/** Texts by path → files, as gates and packages take them. */
export const filesOf = (texts: Record<string, string>) =>
  Object.entries(texts).map(([path, text]) => ({ path, bytes: Buffer.from(text), executable: false }));

/** A commit on the artifact's draft that holds exactly these files. */
export async function aDraft(by: Viewer, artifact: ArtifactFacts, texts: Record<string, string>) {
  const files = await storeFiles(filesOf(texts));
  return db().$transaction(async (tx) => {
    const head = await tx.draft.findUnique({
      where: { artifactId: artifact.id },
      select: { headId: true },
    });
    return moveDraft(tx, by, artifact, { parentId: head?.headId ?? null, files, message: "Change" });
  });
}

type VersionGiven = {
  by: Viewer;
  ref: ArtifactRef;
  tag: string;
  texts?: Record<string, string>;
  metadata?: Record<string, unknown>;
  commitId?: string;
  publishedAt?: Date;
};

/**
 * A version's row alone, without package or manifest: for tests of what reads versions. Publishing itself has one path,
 * publish-version.ts, and its own tests.
 */
export async function aVersionRow({ by, ref, tag, texts = {}, metadata = {}, ...given }: VersionGiven) {
  const facts = await findFacts(by, ref);
  if (!facts) throw new Error("A version needs its artifact.");
  const stored = await storeFiles(filesOf(texts));
  const files = stored.map(({ path, sizeBytes, digest, executable }) => ({
    path,
    sizeBytes,
    digest,
    executable,
  }));
  const semver = semverOf(tag);
  const digest = `sha256:${createHash("sha256")
    .update(facts.id + tag)
    .digest("hex")}`;
  const position = (await db().version.count({ where: { artifactId: facts.id } })) + 1;
  const publishedAt = given.publishedAt ?? clock.now();
  await db().version.create({
    data: {
      id: newId("ver"),
      orgId: facts.orgId,
      artifactId: facts.id,
      tag,
      ociTag: toOciTag(tag),
      semver: semver?.version ?? null,
      semverKey: semver && semverKey(semver),
      prerelease: (semver?.prerelease.length ?? 0) > 0,
      packageDigest: digest,
      packageBytes: 1,
      manifestDigest: digest,
      contentHash: digest,
      files,
      metadata: JSON.parse(JSON.stringify(metadata)),
      commitId: given.commitId ?? null,
      authorKind: by.actor.kind,
      authorId: by.actor.id,
      authorName: by.actor.name,
      via: by.door,
      publishedAt,
      position,
    },
    select: { id: true },
  });
  await db().artifact.update({
    where: { id: facts.id, orgId: facts.orgId },
    data: {
      versionCount: position,
      latestTag: tag,
      lastPublishedAt: publishedAt,
      searchText: searchTextOf({
        project: facts.project || null,
        name: facts.name,
        description: "",
        metadata,
      }),
    },
    select: { id: true },
  });
  return { facts, tag };
}

/** What a client pushes: blobs first, into the repository, then the manifest. */
export async function aPush(
  by: { orgId: string },
  ref: ArtifactRef,
  files: Record<string, string>,
  over: {
    config?: string;
    configType?: string;
    layerType?: string;
    annotations?: Record<string, string>;
    prov?: boolean;
    artifactType?: string;
  } = {},
) {
  const chart = ref.kind === "chart";
  const layer = await blobStore().put(await makePackage(filesOf(files), chart ? ref.name : null));
  const config = await blobStore().put(Buffer.from(over.config ?? "{}"));
  const prov = await blobStore().put(Buffer.from("signed"));
  await db().$transaction(async (tx) => {
    const repositoryId = await ensureRepository(tx, by.orgId, repositoryName(ref));
    await linkBlobs(tx, repositoryId, [layer, config, ...(over.prov ? [prov] : [])]);
  });
  const body = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      ...(over.artifactType ? { artifactType: over.artifactType } : {}),
      config: {
        mediaType: over.configType ?? (chart ? HELM_CONFIG : OCI_EMPTY),
        digest: config.digest,
        size: config.sizeBytes,
      },
      layers: [
        ...(over.prov ? [{ mediaType: HELM_PROVENANCE, digest: prov.digest, size: prov.sizeBytes }] : []),
        {
          mediaType: over.layerType ?? (chart ? HELM_CHART : OCI_LAYER_TAR_GZIP),
          digest: layer.digest,
          size: layer.sizeBytes,
        },
      ],
      ...(over.annotations ? { annotations: over.annotations } : {}),
    }),
  );
  const digest = digestSchema.parse(`sha256:${createHash("sha256").update(body).digest("hex")}`) as Digest;
  return { digest, body, parsed: parseManifest(body, OCI_MANIFEST), layer };
}
