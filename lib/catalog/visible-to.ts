import type { Viewer } from "#lib/auth/types.ts";
import { type Sql, sql } from "#lib/db/database.ts";
import { KIND_ROOTS } from "#lib/ids/ids.ts";
import { patternSource } from "#lib/ids/repository-pattern.ts";

/** The repository name of "Artifact" a. */
export const repositoryNameSql = sql`(CASE a."kind"
    WHEN 'chart' THEN ${KIND_ROOTS.chart}
    WHEN 'kustomize-base' THEN ${KIND_ROOTS["kustomize-base"]}
    ELSE ${KIND_ROOTS["manifest-bundle"]} END
  || '/' || CASE a."project" WHEN '' THEN '' ELSE a."project" || '/' END || a."name")`;

/**
 * `maySee` of policy.ts as a condition on "Artifact" a: the organization always, what is public for strangers, what the
 * pattern reaches for a registry token. Every list, search and count has it (DESIGN, promise 4).
 */
export function visibleTo(viewer: Viewer): Sql {
  const mine = sql`a."orgId" = ${viewer.orgId}`;
  if (viewer.role === null) return sql`(${mine} AND a."visibility" = 'public')`;
  if (viewer.pattern === null) return mine;
  return sql`(${mine} AND ${repositoryNameSql} ~ ${patternSource(viewer.pattern)})`;
}

/**
 * When "Artifact" a was last changed, as far as the viewer may know: saving a draft is the organization's own affair, so that
 * for strangers it is the last publication.
 */
export function changedAtFor(viewer: Viewer): Sql {
  return viewer.role === null ? sql`coalesce(a."lastPublishedAt", a."createdAt")` : sql`a."updatedAt"`;
}
