"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Archive, Ban, FilePenLine, GitBranch, Globe, Lock } from "lucide-react";
import { useRowCursor } from "#components/layout/use-row-cursor.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { PlainLink } from "#components/ui/plain-link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { Ticks } from "#components/ui/ticks.tsx";
import { Tile } from "#components/ui/tile.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { WordMark } from "#components/ui/word-mark.tsx";
import { asFirstPage, catalogQueries } from "#lib/catalog/client.ts";
import type { ArtifactView, ListArtifactsQuery, Page } from "#lib/catalog/schema.ts";
import { artifactAddress, versionAddress } from "#lib/ids/addresses.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { ArtifactName } from "./artifact-name.tsx";
import { kindLooks } from "./kind-tile.tsx";
import { kindWords } from "./kind-words.ts";
import { LifecycleWord } from "./lifecycle-word.tsx";
import { MoreRows } from "./more-rows.tsx";
import { publicationMarks, sayPublications } from "./publication-marks.ts";
import { VersionChip } from "./version-chip.tsx";

type ArtifactTableProps = {
  kind: ArtifactKind;
  query: ListArtifactsQuery;
  initial: Page<ArtifactView>;
  /** ISO time of the answer: both sides draw the same twelve months. */
  now: string;
  sort: { name: SortLink; published: SortLink };
};
type SortLink = { href: string; sorted: "ascending" | "descending" | null };

/** The rows of a list page. Cards on phones; a table with a keyboard cursor elsewhere (CAT-4, CAT-9). */
export function ArtifactTable({ kind, query, initial, now, sort }: ArtifactTableProps) {
  const router = usePageRouter();
  const list = useInfiniteQuery({
    ...catalogQueries.artifacts(kind, query),
    initialData: asFirstPage(initial),
  });
  const artifacts = list.data.pages.flatMap((page) => page.items);
  const total = list.data.pages[0]?.total ?? artifacts.length;
  const { cursor, rowId } = useRowCursor({
    count: artifacts.length,
    what: kindWords[kind].one,
    onOpen: (place) => {
      const chosen = artifacts[place];
      if (chosen) router.push(artifactAddress(chosen));
    },
  });
  return (
    <div className="flex flex-col gap-3">
      <ul className="sm:hidden">
        {artifacts.map((artifact) => (
          <ArtifactCard key={artifactAddress(artifact)} artifact={artifact} now={now} />
        ))}
      </ul>
      <div className="max-sm:hidden">
        <Table caption={kindWords[kind].title} bleed stickyHead busy={list.isFetchingNextPage}>
          <TableHead>
            <HeadCell width="half" sortHref={sort.name.href} {...sorted(sort.name)}>
              Name
            </HeadCell>
            <HeadCell>Latest</HeadCell>
            <HeadCell sortHref={sort.published.href} {...sorted(sort.published)}>
              Published
            </HeadCell>
            <HeadCell hide="half">Past 12 months</HeadCell>
            <HeadCell align="right">Versions</HeadCell>
            <HeadCell hide="medium">Source</HeadCell>
            <HeadCell hide="narrow">Visibility</HeadCell>
          </TableHead>
          <tbody>
            {artifacts.map((artifact, place) => (
              <ArtifactRow
                key={artifactAddress(artifact)}
                artifact={artifact}
                now={now}
                isCursor={place === cursor}
                id={rowId(place)}
              />
            ))}
          </tbody>
        </Table>
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <MoreRows
          list={list}
          shown={artifacts.length}
          total={total}
          what={kindWords[kind].many}
          one={kindWords[kind].one}
        />
        <span className="text-ink-muted text-small flex items-center gap-4 max-sm:hidden">
          <span className="flex items-center gap-1">
            <KeyHint keys="j" />
            <KeyHint keys="k" /> move
          </span>
          <span className="flex items-center gap-1">
            <KeyHint keys="Enter" /> open
          </span>
        </span>
      </div>
    </div>
  );
}

const sorted = (link: SortLink) => (link.sorted ? { sorted: link.sorted } : {});

type RowProps = { artifact: ArtifactView; now: string; isCursor: boolean; id: string };

function ArtifactRow({ artifact, now, isCursor, id }: RowProps) {
  return (
    <>
      <TableRow cursor={isCursor} joined={artifact.problem !== null} id={id}>
        <Cell head>
          <span className="flex items-center gap-2.75">
            <Tile icon={kindLooks[artifact.kind].icon} tone="neutral" />
            <span className="min-w-0 lg:min-w-40">
              <span className="flex flex-wrap items-center gap-x-2">
                <PlainLink
                  href={artifactAddress(artifact)}
                  prefetch={false}
                  className="text-path wrap-anywhere no-underline hover:underline"
                >
                  <ArtifactName project={artifact.project} name={artifact.name} />
                </PlainLink>
                <ArtifactMarks artifact={artifact} />
              </span>
              <span className="text-label text-ink-muted line-clamp-1 max-w-prose wrap-anywhere">
                {artifact.description || "No description"}
              </span>
            </span>
          </span>
        </Cell>
        <Cell nowrap>
          <LatestChip artifact={artifact} />
        </Cell>
        <Cell nowrap tone="muted">
          {artifact.lastPublishedAt ? <RelativeTime at={artifact.lastPublishedAt} /> : "never"}
        </Cell>
        <Cell hide="half">
          <Ticks
            marks={publicationMarks(artifact.recent)}
            until={now}
            label={sayPublications(artifact.recent)}
          />
        </Cell>
        <Cell align="right">{artifact.versionCount}</Cell>
        <Cell hide="medium" nowrap tone="muted">
          <span className="inline-flex items-center gap-1.5">
            <Icon of={GitBranch} tone="faint" /> Written here
          </span>
        </Cell>
        <Cell hide="narrow" nowrap tone="muted">
          <VisibilityWord visibility={artifact.visibility} />
        </Cell>
      </TableRow>
      {artifact.problem ? (
        <TableRow still>
          <Cell colSpan={7}>
            <Banner tone="caution" title="Needs attention.">
              {artifact.problem}
            </Banner>
          </Cell>
        </TableRow>
      ) : null}
    </>
  );
}

function ArtifactCard({ artifact, now }: { artifact: ArtifactView; now: string }) {
  return (
    <li className="border-line flex gap-3 border-b py-3">
      <Tile icon={kindLooks[artifact.kind].icon} tone="neutral" />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <PlainLink
            href={artifactAddress(artifact)}
            prefetch={false}
            className="text-path min-w-0 flex-1 truncate py-2 no-underline"
          >
            <ArtifactName project={artifact.project} name={artifact.name} />
          </PlainLink>
          <LatestChip artifact={artifact} />
        </div>
        <p className="text-label text-ink-muted truncate">{artifact.description || "No description"}</p>
        <div className="text-small text-ink-muted flex flex-wrap items-center gap-x-3">
          {artifact.lastPublishedAt ? (
            <RelativeTime at={artifact.lastPublishedAt} />
          ) : (
            <span>never published</span>
          )}
          <span>{artifact.versionCount === 1 ? "1 version" : `${artifact.versionCount} versions`}</span>
          <span className="ml-auto">
            <Ticks
              marks={publicationMarks(artifact.recent)}
              until={now}
              label={sayPublications(artifact.recent)}
            />
          </span>
        </div>
        <ArtifactMarks artifact={artifact} />
        {artifact.problem ? (
          <Banner tone="caution" title="Needs attention.">
            {artifact.problem}
          </Banner>
        ) : null}
      </div>
    </li>
  );
}

function ArtifactMarks({ artifact }: { artifact: ArtifactView }) {
  return (
    <>
      {artifact.unpublished ? (
        <WordMark tone="mark" icon={FilePenLine}>
          unpublished changes
        </WordMark>
      ) : null}
      {artifact.archived ? (
        <WordMark tone="muted" icon={Archive}>
          archived
        </WordMark>
      ) : null}
    </>
  );
}

function LatestChip({ artifact }: { artifact: ArtifactView }) {
  const { latest, lifecycle, versionCount } = artifact;
  if (latest === null && versionCount > 0)
    return (
      <WordMark tone="danger" icon={Ban}>
        {versionCount === 1 ? "yanked" : "all yanked"}
      </WordMark>
    );
  if (latest === null) return <span className="text-ink-faint text-small">no version</span>;
  return (
    <span className="inline-flex items-center gap-2">
      <VersionChip tag={latest} latest lifecycle={lifecycle} href={versionAddress(artifact, latest)} />
      <LifecycleWord lifecycle={lifecycle} />
    </span>
  );
}

export function VisibilityWord({ visibility }: { visibility: ArtifactView["visibility"] }) {
  const isPublic = visibility === "public";
  return (
    <span className="inline-flex items-center gap-1.5">
      <Icon of={isPublic ? Globe : Lock} tone="faint" /> {isPublic ? "Public" : "Private"}
    </span>
  );
}
