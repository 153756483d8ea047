import type { Metadata } from "next";
import { ArtifactHead } from "#components/catalog/artifact-head.tsx";
import { ArtifactOverview } from "#components/catalog/artifact-overview.tsx";
import { Page } from "#components/layout/page.tsx";
import { env } from "#lib/env/env.ts";
import { displayName } from "#lib/ids/ids.ts";
import { readArtifactPage, readVersion, readVersionTexts } from "../../../../../artifact-data.ts";
import { refOrNotFound } from "../../../../../page-params.ts";

type Props = PageProps<"/[catalog]/[name]/versions/[tag]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const given = await params;
  return { title: `${displayName(refOrNotFound(given))} ${decodeURIComponent(given.tag)}` };
}

export default async function VersionPage({ params }: Props) {
  const given = await params;
  const data = await readArtifactPage(given);
  const version = await readVersion(given.catalog, given.name, decodeURIComponent(given.tag));
  const shown = await readVersionTexts(data, version);
  const { artifact, recent } = data;
  return (
    <Page>
      <ArtifactHead artifact={artifact} tab="versions" version={shown.version} recent={recent} />
      <ArtifactOverview
        artifact={artifact}
        recent={recent}
        publicUrl={env().CHARTROOM_PUBLIC_URL}
        {...shown}
      />
    </Page>
  );
}
