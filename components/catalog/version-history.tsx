"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { GitCompare } from "lucide-react";
import { useState } from "react";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { ScaleHeadCell } from "#components/ui/scale-cell.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { HeadCell, Table, TableHead } from "#components/ui/table.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { asFirstPage, catalogQueries } from "#lib/catalog/client.ts";
import type { ArtifactView, ListVersionsQuery, Page, VersionView } from "#lib/catalog/schema.ts";
import { editorAddress, versionsAddress } from "#lib/ids/addresses.ts";
import { CompareBar } from "./compare-bar.tsx";
import { HistoryRow } from "./history-row.tsx";
import { MoreRows } from "./more-rows.tsx";
import { scaleOf, trackMarks } from "./version-track.ts";

type VersionHistoryProps = {
  artifact: ArtifactView;
  sort: ListVersionsQuery["sort"];
  initial: Page<VersionView>;
};

/** Every version, newest publication first (GOH-31); two boxes raise the compare bar (CAT-24). */
export function VersionHistory({ artifact, sort, initial }: VersionHistoryProps) {
  const router = usePageRouter();
  const list = useInfiniteQuery({
    ...catalogQueries.versions(artifact, { sort }),
    initialData: asFirstPage(initial),
  });
  const [chosen, setChosen] = useState<string[]>([]);
  const versions = list.data.pages.flatMap((page) => page.items);
  const tracks = trackMarks(versions);
  const scale = scaleOf(versions);
  const choose = (tag: string, isOn: boolean) =>
    setChosen((before) => (isOn ? [...before, tag].slice(-2) : before.filter((one) => one !== tag)));
  if (versions.length === 0)
    return (
      <EmptyState
        title="No version yet"
        actions={
          artifact.permissions.publish ? (
            <ButtonLink tone="primary" href={editorAddress(artifact)}>
              Open the editor
            </ButtonLink>
          ) : null
        }
      >
        What is published in the editor or pushed to the registry is listed here, for good.
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <p className="flex-1">
          <b>{initial.total === 1 ? "1 version" : `${initial.total} versions`}</b>{" "}
          <span className="text-ink-muted">none of them ever changes</span>
        </p>
        <Segmented
          label="Order"
          value={sort}
          onValueChange={(next) => router.replace(`${versionsAddress(artifact)}?sort=${next}`)}
          options={[
            { value: "published", label: "By date" },
            { value: "semver", label: "By SemVer" },
          ]}
        />
      </div>
      <Table caption="Versions" bleed stickyHead>
        <TableHead>
          <ScaleHeadCell />
          <HeadCell width="shrink" hide="narrow">
            Track
          </HeadCell>
          <HeadCell>Version</HeadCell>
          <HeadCell hide="phone">Published by</HeadCell>
          <HeadCell>When</HeadCell>
          <HeadCell hide="narrow">Commit</HeadCell>
          <HeadCell hide="narrow">Package</HeadCell>
          <HeadCell align="right" hide="phone">
            Size
          </HeadCell>
          <HeadCell width="shrink">
            <span className="sr-only">Release notes</span>
          </HeadCell>
          <HeadCell width="shrink">
            <span className="sr-only">Actions</span>
          </HeadCell>
          <HeadCell width="shrink">
            <Icon of={GitCompare} label="Compare" />
          </HeadCell>
        </TableHead>
        <tbody>
          {versions.map((version, place) => (
            <HistoryRow
              key={version.version}
              artifact={artifact}
              version={version}
              before={earlier(versions, version)}
              track={tracks.get(version.version) ?? null}
              isFilled={scale[place] ?? false}
              isChosen={chosen.includes(version.version)}
              onChoose={(isOn) => choose(version.version, isOn)}
            />
          ))}
        </tbody>
      </Table>
      <MoreRows list={list} shown={versions.length} total={initial.total} what="versions" one="version" />
      <CompareBar artifact={artifact} chosen={chosen} versions={versions} onClear={() => setChosen([])} />
    </div>
  );
}

/** What was published before this one, in whatever order they are shown; null for the first, or where it is not loaded. */
function earlier(versions: VersionView[], version: VersionView): VersionView | null {
  const older = versions.filter((one) => one.publishedAt < version.publishedAt);
  return older.reduce<VersionView | null>(
    (last, one) => (last && last.publishedAt > one.publishedAt ? last : one),
    null,
  );
}
