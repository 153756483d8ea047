import type { Viewer } from "#lib/auth/types.ts";
import { repositoryNameSql } from "#lib/catalog/visible-to.ts";
import { db, type Sql, sql } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { type ArtifactKind, kindOfRoot } from "#lib/ids/ids.ts";
import { artifactKindSchema } from "#lib/ids/name-schemas.ts";
import { matchesPattern, patternSource } from "#lib/ids/repository-pattern.ts";
import { Problem } from "#lib/problems/problem.ts";

/** "OciRepository" r with "Artifact" a, where it is a catalog repository and its artifact is there. */
export const fromRepositories: Sql = sql`FROM "OciRepository" r
  LEFT JOIN "Artifact" a ON a."orgId" = r."orgId" AND ${repositoryNameSql} = r."name"`;

/**
 * The repositories that the viewer may pull, as a condition on `fromRepositories`: what `_catalog` lists for a token, all of
 * the organization for its members, and the public artifacts' for everybody (DESIGN, promise 4). One that holds no manifest
 * is not there yet, as in `_catalog` (OCI-44).
 */
export function visibleRepositories(viewer: Viewer): Sql {
  const mine = sql`r."orgId" = ${viewer.orgId}
    AND EXISTS (SELECT 1 FROM "OciManifest" m WHERE m."repositoryId" = r."id")`;
  if (viewer.role === null) return sql`(${mine} AND a."visibility" = 'public')`;
  if (viewer.pattern === null) return sql`(${mine})`;
  return sql`(${mine} AND r."name" ~ ${patternSource(viewer.pattern)})`;
}

export type ArtifactName = { kind: ArtifactKind; project: string | null; name: string };
/** A repository that the viewer may pull. */
export type SeenRepository = {
  id: string;
  orgId: string;
  name: string;
  artifactId: string | null;
  artifact: ArtifactName | null;
};

export type NamedRow = {
  id: string;
  orgId: string;
  name: string;
  artifactId: string | null;
  kind: string | null;
  project: string | null;
  artifactName: string | null;
};
export const namedColumns: Sql = sql`r."id", r."orgId", r."name", a."id" AS "artifactId", a."kind", a."project", a."name" AS "artifactName"`;

export function toSeen(row: NamedRow): SeenRepository {
  const { id, orgId, name, artifactId, kind, project, artifactName } = row;
  const artifact =
    artifactName === null
      ? null
      : { kind: artifactKindSchema.parse(kind), project: project || null, name: artifactName };
  return { id, orgId, name, artifactId, artifact };
}

export const isCatalogName = (name: string) => kindOfRoot(name.split("/", 1)[0] ?? "") !== null;

/** Missing, empty and not theirs are one answer. @throws Problem "repository_unknown" */
export async function requireRepository(viewer: Viewer, name: string): Promise<SeenRepository> {
  const unknown = () => new Problem("repository_unknown", { detail: name.slice(0, 300) });
  if (name.includes("\0") || name.length > 255 || !matchesPattern(viewer.pattern, name)) throw unknown();
  const [row] = await db().$queryRaw<NamedRow[]>(
    sql`SELECT ${namedColumns} ${fromRepositories} WHERE ${visibleRepositories(viewer)} AND r."name" = ${name}`,
  );
  if (!row) throw unknown();
  return toSeen(row);
}

/** What clients call a repository: with the organization where a stranger would need it (OCI-7). */
export function referenceOf(viewer: Viewer, name: string): string {
  const home = isCatalogName(name) && viewer.orgSlug !== env().CHARTROOM_ORG ? `${viewer.orgSlug}/` : "";
  return `${new URL(env().CHARTROOM_PUBLIC_URL).host}/${home}${name}`;
}
