import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ArtifactHead } from "#components/catalog/artifact-head.tsx";
import { CompareSides } from "#components/catalog/compare-sides.tsx";
import { FilesCompared } from "#components/catalog/files-compared.tsx";
import { Page } from "#components/layout/page.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { compareVersions } from "#lib/catalog/compare-versions.ts";
import { listVersions } from "#lib/catalog/list-versions.ts";
import { orNotFound } from "#lib/http/page-outcome.ts";
import { displayName } from "#lib/ids/ids.ts";
import { readArtifactPage } from "../../../../artifact-data.ts";
import { refOrNotFound } from "../../../../page-params.ts";

type Props = PageProps<"/[catalog]/[name]/compare/[pair]">;

/** `1.0.0...1.1.0`: a version tag holds no three dots in a row that SemVer would allow, and the first ones count. */
function sidesOf(pair: string): [string, string] {
  const [from, ...to] = decodeURIComponent(pair).split("...");
  return from && to.length > 0 ? [from, to.join("...")] : notFound();
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const given = await params;
  const [from, to] = sidesOf(given.pair);
  return { title: `${displayName(refOrNotFound(given))} ${from} → ${to}` };
}

export default async function ComparePage({ params }: Props) {
  const given = await params;
  const [from, to] = sidesOf(given.pair);
  const { viewer, ref, artifact, recent } = await readArtifactPage(given);
  const [compare, versions] = await Promise.all([
    orNotFound(viewer, compareVersions(viewer, ref, from, to)),
    orNotFound(viewer, listVersions(viewer, ref, { sort: "published", limit: 200 })),
  ]);
  const { files } = compare;
  const lifecycles = new Map(versions.items.map((version) => [version.version, version.lifecycle.state]));
  const tags = [...new Set([...lifecycles.keys(), compare.from, compare.to])];
  const sides = tags.map((tag) => ({ tag, lifecycle: lifecycles.get(tag) ?? null }));
  const isSame = files.changes.length === 0 && files.partial.length === 0;
  return (
    <Page width="full">
      <ArtifactHead artifact={artifact} tab="compare" version={null} recent={recent} />
      <Stack gap="medium">
        <CompareSides artifact={artifact} from={compare.from} to={compare.to} sides={sides} />
        {isSame ? (
          <EmptyState
            reason="zero"
            title={compare.from === compare.to ? "Both sides are one version" : "No file differs"}
          >
            {`All ${files.unchangedCount} files are the same, byte for byte.`}
          </EmptyState>
        ) : (
          <FilesCompared kind={artifact.kind} files={files} />
        )}
      </Stack>
    </Page>
  );
}
