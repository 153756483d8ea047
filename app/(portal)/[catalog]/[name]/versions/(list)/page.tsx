import type { Metadata } from "next";
import { ArtifactHead } from "#components/catalog/artifact-head.tsx";
import { VersionHistory } from "#components/catalog/version-history.tsx";
import { Page } from "#components/layout/page.tsx";
import { listVersions } from "#lib/catalog/list-versions.ts";
import { listVersionsQuerySchema } from "#lib/catalog/schema.ts";
import { orNotFound } from "#lib/http/page-outcome.ts";
import { displayName } from "#lib/ids/ids.ts";
import { readArtifactPage } from "../../../../artifact-data.ts";
import { refOrNotFound } from "../../../../page-params.ts";

type Props = PageProps<"/[catalog]/[name]/versions">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Versions of ${displayName(refOrNotFound(await params))}` };
}

export default async function VersionsPage({ params, searchParams }: Props) {
  const { viewer, ref, artifact, recent } = await readArtifactPage(await params);
  const { sort } = await searchParams;
  const query = listVersionsQuerySchema.parse({ sort: sort === "semver" ? "semver" : "published" });
  const page = await orNotFound(viewer, listVersions(viewer, ref, query));
  return (
    <Page>
      <ArtifactHead artifact={artifact} tab="versions" version={null} recent={recent} />
      <VersionHistory key={query.sort} artifact={artifact} sort={query.sort} initial={page} />
    </Page>
  );
}
