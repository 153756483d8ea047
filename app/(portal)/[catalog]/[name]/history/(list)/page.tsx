import type { Metadata } from "next";
import { ArtifactHead } from "#components/catalog/artifact-head.tsx";
import { CommitList } from "#components/catalog/commit-list.tsx";
import { Page } from "#components/layout/page.tsx";
import { listCommits } from "#lib/catalog/list-commits.ts";
import { pageQuerySchema } from "#lib/catalog/schema.ts";
import { orNotFound } from "#lib/http/page-outcome.ts";
import { displayName } from "#lib/ids/ids.ts";
import { readArtifactPage } from "../../../../artifact-data.ts";
import { refOrNotFound } from "../../../../page-params.ts";

type Props = PageProps<"/[catalog]/[name]/history">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Commits of ${displayName(refOrNotFound(await params))}` };
}

export default async function HistoryPage({ params }: Props) {
  const { viewer, ref, artifact, recent } = await readArtifactPage(await params);
  const page = await orNotFound(viewer, listCommits(viewer, ref, pageQuerySchema.parse({})));
  return (
    <Page>
      <ArtifactHead artifact={artifact} tab="commits" version={null} recent={recent} />
      <CommitList artifact={artifact} initial={page} />
    </Page>
  );
}
