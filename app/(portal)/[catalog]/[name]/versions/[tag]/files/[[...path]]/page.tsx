import type { Metadata } from "next";
import { ArtifactHead } from "#components/catalog/artifact-head.tsx";
import { VersionBrowser } from "#components/catalog/version-browser.tsx";
import { Page } from "#components/layout/page.tsx";
import { listVersionFiles } from "#lib/catalog/list-version-files.ts";
import { openVersionFile } from "#lib/catalog/open-version-file.ts";
import { orNotFound } from "#lib/http/page-outcome.ts";
import { displayName } from "#lib/ids/ids.ts";
import { readArtifactPage, readVersion } from "../../../../../../artifact-data.ts";
import { refOrNotFound } from "../../../../../../page-params.ts";

type Props = PageProps<"/[catalog]/[name]/versions/[tag]/files/[[...path]]">;

const pathOf = (parts: string[] | undefined) => parts?.map(decodeURIComponent).join("/") ?? null;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const given = await params;
  const file = pathOf(given.path) ?? "Files";
  return { title: `${file} · ${displayName(refOrNotFound(given))} ${decodeURIComponent(given.tag)}` };
}

export default async function VersionFilesPage({ params }: Props) {
  const given = await params;
  const { viewer, ref, artifact, recent } = await readArtifactPage(given);
  const version = await readVersion(given.catalog, given.name, decodeURIComponent(given.tag));
  const files = await orNotFound(viewer, listVersionFiles(viewer, ref, version.version));
  const path = pathOf(given.path);
  const open = path === null ? null : await openVersionFile(viewer, ref, version.version, path);
  return (
    <Page>
      <ArtifactHead artifact={artifact} tab="versions" version={version} recent={recent} />
      <VersionBrowser artifact={artifact} version={version} files={files} open={open} />
    </Page>
  );
}
