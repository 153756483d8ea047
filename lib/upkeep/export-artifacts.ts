import type { Pack } from "tar-stream";
import { db } from "#lib/db/database.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import { ARTIFACT_KINDS, type ArtifactKind, KIND_ROOTS, nameSegment } from "#lib/ids/ids.ts";
import { addDraft } from "./export-draft.ts";
import { addBlob, addJson } from "./export-tar.ts";
import { pageRows } from "./page-rows.ts";

const idOf = ({ id }: { id: string }) => id;
const byId = { orderBy: { id: "asc" } } as const;

const artifactRows = (orgId: string) =>
  pageRows(
    (after, take) =>
      db().artifact.findMany({
        where: { orgId, id: { gt: after } },
        ...byId,
        take,
        select: {
          id: true,
          kind: true,
          project: true,
          name: true,
          description: true,
          icon: true,
          labels: true,
          visibility: true,
          sourceType: true,
          archivedAt: true,
          forkedFromId: true,
          forkedFromTag: true,
          createdById: true,
          createdByName: true,
          createdAt: true,
          updatedAt: true,
          latestTag: true,
          lifecycle: true,
          draft: { select: { headId: true, updatedAt: true } },
        },
      }),
    idOf,
  );
const versionRows = (orgId: string, artifactId: string) =>
  pageRows(
    (after, take) =>
      db().version.findMany({
        where: { orgId, artifactId, id: { gt: after } },
        ...byId,
        take,
        select: {
          id: true,
          tag: true,
          ociTag: true,
          semver: true,
          fileName: true,
          packageDigest: true,
          packageBytes: true,
          manifestDigest: true,
          contentHash: true,
          files: true,
          metadata: true,
          notes: true,
          commitId: true,
          authorKind: true,
          authorId: true,
          authorName: true,
          via: true,
          publishedAt: true,
          position: true,
          mark: {
            select: {
              state: true,
              reason: true,
              replacementId: true,
              markedById: true,
              markedByName: true,
              markedAt: true,
            },
          },
        },
      }),
    idOf,
    20, // Each lists its files, up to ten thousand.
  );

function kindOf(kind: string): ArtifactKind {
  const known = ARTIFACT_KINDS.find((one) => one === kind);
  if (!known) throw new Error(`${kind} is no kind of artifact.`);
  return known;
}

/**
 * Every artifact with its draft, and every version: what is known of it, its mark, and its package byte for byte.
 * Folders are named as the portal's addresses are: `artifacts/charts/payments~service`.
 */
export async function addArtifacts(tar: Pack, orgId: string): Promise<void> {
  for await (const { draft, ...artifact } of artifactRows(orgId)) {
    const folder = `artifacts/${KIND_ROOTS[kindOf(artifact.kind)]}/${nameSegment(artifact)}`;
    await addJson(tar, `${folder}/artifact.json`, { ...artifact, draft });
    if (draft)
      await addDraft(tar, `${folder}/draft`, { orgId, historyId: artifact.id, commitId: draft.headId });
    for await (const version of versionRows(orgId, artifact.id)) {
      const fileName = version.fileName ?? `${artifact.name}-${version.tag}.tar.gz`;
      const { packageDigest, packageBytes } = version;
      await addJson(tar, `${folder}/versions/${version.tag}/version.json`, { ...version, fileName });
      await addBlob(tar, `${folder}/versions/${version.tag}/${fileName}`, {
        digest: digestSchema.parse(packageDigest),
        sizeBytes: packageBytes,
      });
    }
  }
}
