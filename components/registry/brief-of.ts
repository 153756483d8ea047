import type { EntryView, RepositoryView } from "#lib/oci/schema.ts";

/** The little that deeds need: it goes to the browser once for each row. */
export type Brief = Pick<EntryView, "tag" | "digest" | "reference" | "digestReference" | "deletable"> & {
  chart: { name: string; version: string } | null;
};

export function briefOf({ tag, digest, reference, digestReference, deletable, chart }: EntryView): Brief {
  const named = chart && { name: chart.name, version: chart.version };
  return { tag, digest, reference, digestReference, deletable, chart: named };
}

export type Place = Pick<RepositoryView, "name" | "catalog" | "permissions">;

export const placeOf = ({ name, catalog, permissions }: RepositoryView): Place => ({
  name,
  catalog,
  permissions,
});
