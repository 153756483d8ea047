import type { Metadata } from "next";
import { ArtifactHead } from "#components/catalog/artifact-head.tsx";
import { CommitHead } from "#components/catalog/commit-head.tsx";
import { FilesCompared } from "#components/catalog/files-compared.tsx";
import { Page } from "#components/layout/page.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { getCommit } from "#lib/catalog/get-commit.ts";
import { orNotFound } from "#lib/http/page-outcome.ts";
import { displayName } from "#lib/ids/ids.ts";
import { readArtifactPage } from "../../../../artifact-data.ts";
import { refOrNotFound } from "../../../../page-params.ts";

type Props = PageProps<"/[catalog]/[name]/history/[commit]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const given = await params;
  return { title: `Commit ${given.commit.slice(0, 7)} of ${displayName(refOrNotFound(given))}` };
}

export default async function CommitPage({ params }: Props) {
  const given = await params;
  const { viewer, ref, artifact, recent } = await readArtifactPage(given);
  const commit = await orNotFound(viewer, getCommit(viewer, ref, given.commit));
  return (
    <Page width="full">
      <ArtifactHead artifact={artifact} tab="commits" version={null} recent={recent} />
      <Stack gap="medium">
        <CommitHead artifact={artifact} commit={commit} />
        <FilesCompared kind={artifact.kind} files={commit.files} />
      </Stack>
    </Page>
  );
}
