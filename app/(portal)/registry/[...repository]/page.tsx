import type { Metadata } from "next";
import { ManifestPage } from "#components/registry/manifest-page.tsx";
import { RepositoryPage } from "#components/registry/repository-page.tsx";
import { env } from "#lib/env/env.ts";
import { getHeld } from "#lib/oci/get-held.ts";
import { countUntagged, listEntriesWithTags, listUntagged } from "#lib/oci/list-entries.ts";
import { browseEntriesSchema } from "#lib/oci/schema.ts";
import { readCatalog } from "../../catalog-data.ts";
import { readQuery } from "../read-query.ts";
import { orNotFound, readRepository, repositoryNameOf } from "../repository-data.ts";

type Props = PageProps<"/registry/[...repository]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: repositoryNameOf((await params).repository) };
}

export default async function RepositoryAddressPage({ params, searchParams }: Props) {
  const { viewer } = await readCatalog();
  const name = repositoryNameOf((await params).repository);
  const given = await searchParams;
  const isStranger = viewer.role === null;
  const repository = await readRepository(name);
  const reference = given.tag ?? given.digest;
  if (typeof reference === "string") {
    const held = await orNotFound(getHeld(viewer, name, reference), isStranger);
    return <ManifestPage repository={repository} held={held} publicUrl={env().CHARTROOM_PUBLIC_URL} />;
  }
  const { params: asked, query } = readQuery(browseEntriesSchema, given);
  const view = asked.view === "untagged" ? "untagged" : "tags";
  const list = view === "tags" ? listEntriesWithTags : listUntagged;
  const [page, untaggedCount] = await Promise.all([
    orNotFound(list(viewer, name, query), isStranger),
    orNotFound(countUntagged(viewer, name), isStranger),
  ]);
  return (
    <RepositoryPage
      repository={repository}
      params={asked}
      query={query}
      page={page}
      view={view}
      untaggedCount={untaggedCount}
    />
  );
}
