import type { Metadata } from "next";
import { ArtifactHead } from "#components/catalog/artifact-head.tsx";
import { ArtifactOverview, UnpublishedOverview } from "#components/catalog/artifact-overview.tsx";
import { Page } from "#components/layout/page.tsx";
import { env } from "#lib/env/env.ts";
import { displayName } from "#lib/ids/ids.ts";
import { readArtifactPage, readVersion, readVersionTexts } from "../../../artifact-data.ts";
import { refOrNotFound } from "../../../page-params.ts";

type Props = PageProps<"/[catalog]/[name]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: displayName(refOrNotFound(await params)) };
}

export default async function ArtifactPage({ params }: Props) {
  const given = await params;
  const data = await readArtifactPage(given);
  const { artifact, recent } = data;
  const latest =
    artifact.latest === null ? null : await readVersion(given.catalog, given.name, artifact.latest);
  const shown = latest && (await readVersionTexts(data, latest));
  return (
    <Page>
      <ArtifactHead artifact={artifact} tab="overview" version={shown?.version ?? null} recent={recent} />
      {shown ? (
        <ArtifactOverview
          artifact={artifact}
          recent={recent}
          publicUrl={env().CHARTROOM_PUBLIC_URL}
          {...shown}
        />
      ) : (
        <UnpublishedOverview artifact={artifact} />
      )}
    </Page>
  );
}
