import type { Metadata } from "next";
import { RegistryPage } from "#components/registry/registry-page.tsx";
import { redirectToSignIn } from "#lib/auth/session.ts";
import { env } from "#lib/env/env.ts";
import { countContents, listRepositories } from "#lib/oci/list-repositories.ts";
import { browseRepositoriesSchema } from "#lib/oci/schema.ts";
import { readCatalog } from "../../catalog-data.ts";
import { readCollected } from "../read-collected.ts";
import { readQuery } from "../read-query.ts";

export const metadata: Metadata = { title: "Registry" };

export default async function RegistryListPage({ searchParams }: PageProps<"/registry">) {
  const { viewer } = await readCatalog();
  const { params, query } = readQuery(browseRepositoriesSchema, await searchParams);
  const [page, counts, collected] = await Promise.all([
    listRepositories(viewer, query),
    countContents(viewer),
    readCollected(viewer),
  ]);
  // A stranger sees what is public; where nothing is, this is a server to sign in to (CAT-34).
  if (viewer.role === null && counts.all === 0) return redirectToSignIn();
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
