import { joinSql, type Sql, sql } from "#lib/db/database.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { asText, parseSearch, type SearchTerm } from "./parse-search.ts";
import type { ListArtifactsQuery } from "./schema.ts";

const containing = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

function labelCondition(key: string, value: string | null): Sql {
  if (value === null) return sql`jsonb_exists(a."labels", ${key})`;
  return sql`a."labels" @> ${JSON.stringify({ [key]: value })}::jsonb`;
}

function termCondition(term: SearchTerm): Sql {
  switch (term.field) {
    case "text":
      return sql`a."searchText" LIKE ${containing(term.text)}`;
    case "project":
      return sql`a."project" = ${term.text}`;
    case "source":
      return sql`a."sourceType" = ${term.text}`;
    case "label":
      return labelCondition(term.text, term.value);
  }
}

const orNot = (term: SearchTerm) => (term.negated ? sql`NOT (${termCondition(term)})` : termCondition(term));

function labelFilter(label: string): Sql {
  const equals = label.indexOf("=");
  return equals < 0
    ? labelCondition(label, null)
    : labelCondition(label.slice(0, equals), label.slice(equals + 1));
}

const ARCHIVED = {
  true: sql`a."archivedAt" IS NOT NULL`,
  false: sql`a."archivedAt" IS NULL`,
  any: sql`TRUE`,
};

export type ArtifactFilter = Pick<
  ListArtifactsQuery,
  "q" | "project" | "source" | "lifecycle" | "visibility" | "label" | "archived"
>;

/** The filters and the search of a list (CAT-5, CAT-6), as conditions on "Artifact" a. Who may see is added apart. */
export function artifactConditions(kind: ArtifactKind, filter: ArtifactFilter): Sql {
  const conditions = [sql`a."kind" = ${kind}`, ARCHIVED[filter.archived]];
  if (filter.project !== undefined) conditions.push(sql`a."project" = ${asText(filter.project)}`);
  if (filter.source !== undefined) conditions.push(sql`a."sourceType" = ${asText(filter.source)}`);
  if (filter.visibility !== undefined) conditions.push(sql`a."visibility" = ${filter.visibility}`);
  if (filter.label !== undefined) conditions.push(labelFilter(asText(filter.label)));
  if (filter.lifecycle !== undefined) conditions.push(sql`a."lifecycle" = ${filter.lifecycle}`);
  conditions.push(...parseSearch(filter.q ?? "").map(orNot));
  return joinSql(conditions, " AND ");
}
