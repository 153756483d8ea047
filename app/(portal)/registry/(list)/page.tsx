import type { Metadata } from "next";
import { RegistryPage } from "#components/registry/registry-page.tsx";
import { env } from "#lib/env/env.ts";
import { listRepositories } from "#lib/oci/list-repositories.ts";
import { browseRepositoriesSchema } from "#lib/oci/schema.ts";
import { readCollected } from "../read-collected.ts";
import { readQuery } from "../read-query.ts";
import { readContents } from "../repository-data.ts";

export const metadata: Metadata = { title: "Registry" };

export default async function RegistryListPage({ searchParams }: PageProps<"/registry">) {
  const { viewer, counts } = await readContents();
  const { params, query } = readQuery(browseRepositoriesSchema, await searchParams);
  const [page, collected] = await Promise.all([listRepositories(viewer, query), readCollected(viewer)]);
  return (
    <RegistryPage
      params={params}
      query={query}
      page={page}
      counts={counts}
      publicUrl={env().CHARTROOM_PUBLIC_URL}
      isSignedIn={viewer.role !== null}
      collected={collected}
    />
  );
}
