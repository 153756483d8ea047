import type { Metadata } from "next";
import { ArtifactListPage } from "#components/catalog/artifact-list-page.tsx";
import { kindWords } from "#components/catalog/kind-words.ts";
import { facetGroups } from "#components/catalog/list-facets.ts";
import { listFacets } from "#lib/catalog/count-artifacts.ts";
import { listArtifacts } from "#lib/catalog/list-artifacts.ts";
import { mayCreate } from "#lib/catalog/policy.ts";
import { listArtifactsQuerySchema } from "#lib/catalog/schema.ts";
import { clock } from "#lib/clock/clock.ts";
import { readCatalog } from "../../catalog-data.ts";
import { kindOrNotFound } from "../../page-params.ts";

type Props = PageProps<"/[catalog]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: kindWords[kindOrNotFound((await params).catalog)].title };
}

export default async function CatalogPage({ params, searchParams }: Props) {
  const kind = kindOrNotFound((await params).catalog);
  const { viewer, counts } = await readCatalog();
  const given = Object.fromEntries(
    Object.entries(await searchParams).flatMap(([key, value]) =>
      // Which organization is shown is no filter; links carry it on by themselves.
      typeof value === "string" && key !== "org" ? [[key, value]] : [],
    ),
  );
  // An address with a filter that does not exist shows the list without it, not an error.
  const parsed = listArtifactsQuerySchema.safeParse(given);
  const query = parsed.success ? parsed.data : listArtifactsQuerySchema.parse({});
  const [page, facets] = await Promise.all([listArtifacts(viewer, kind, query), listFacets(viewer, kind)]);
  return (
    <ArtifactListPage
      kind={kind}
      params={parsed.success ? given : {}}
      query={query}
      page={page}
      all={counts[kind]}
      groups={facetGroups(kind, parsed.success ? given : {}, facets)}
      now={clock.now().toISOString()}
      mayCreate={mayCreate(viewer)}
    />
  );
}
