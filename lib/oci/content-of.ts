import { type Sql, sql } from "#lib/db/database.ts";
import { KIND_ROOTS } from "#lib/ids/ids.ts";
import {
  DOCKER_CONFIG,
  DOCKER_LIST,
  HELM_CONFIG,
  KUSTOMIZE_BASE,
  MANIFEST_BUNDLE,
  OCI_CONFIG,
  OCI_INDEX,
} from "#lib/repositories/media-types.ts";

/** The tags of OCI-101, as PostgreSQL reads them: `subjectOfTag` of the policy, in SQL. */
const ATTACHED_TAG = "^sha(256-[0-9a-f]{64}|512-[0-9a-f]{128})([.](sig|att|sbom))?$";

/** Whether "OciTag" t is a tag of a signature or of referrers whose subject is here: it stands under that, not beside it. */
export const isAttachedTag: Sql = sql`(t."tag" LIKE 'sha%' AND t."tag" ~ ${ATTACHED_TAG} AND EXISTS (
  SELECT 1 FROM "OciManifest" s WHERE s."repositoryId" = t."repositoryId" AND (
    s."digest" = 'sha256:' || substring(t."tag" FROM 8 FOR 64) OR s."sha512" = 'sha512:' || substring(t."tag" FROM 8 FOR 128))))`;

const isNamedByAttachedTag = sql`EXISTS (SELECT 1 FROM "OciTag" t
  WHERE t."repositoryId" = m."repositoryId" AND t."digest" = m."digest" AND ${isAttachedTag})`;

/**
 * What "OciManifest" m of "OciRepository" r holds, by media type. cosign's signatures under a tag look like images, so that
 * their tag is looked at; a base that another tool pushed has no type of ours, so that its place says what it is (OCI-135).
 */
export const contentSql: Sql = sql`(CASE
  WHEN m."subjectDigest" IS NOT NULL THEN 'attached'
  WHEN m."configType" = ${HELM_CONFIG} THEN 'chart'
  WHEN m."artifactType" = ${KUSTOMIZE_BASE} THEN 'kustomize-base'
  WHEN m."artifactType" = ${MANIFEST_BUNDLE} THEN 'manifest-bundle'
  WHEN ${isNamedByAttachedTag} THEN 'attached'
  WHEN r."name" LIKE ${`${KIND_ROOTS["kustomize-base"]}/%`} THEN 'kustomize-base'
  WHEN r."name" LIKE ${`${KIND_ROOTS["manifest-bundle"]}/%`} THEN 'manifest-bundle'
  WHEN m."artifactType" IS NULL
    AND (m."configType" IN (${OCI_CONFIG}, ${DOCKER_CONFIG}) OR m."mediaType" IN (${OCI_INDEX}, ${DOCKER_LIST})) THEN 'image'
  ELSE 'other' END)`;
