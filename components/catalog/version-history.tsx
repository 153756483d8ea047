"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronRight, GitCompare, KeyRound, X } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DigestChip } from "#components/ui/digest-chip.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { asFirstPage, catalogQueries } from "#lib/catalog/client.ts";
import type { ArtifactView, ListVersionsQuery, Page, VersionView } from "#lib/catalog/schema.ts";
import {
  commitAddress,
  compareAddress,
  editorAddress,
  versionAddress,
  versionFileAddress,
  versionsAddress,
} from "#lib/ids/addresses.ts";
import { LatestFlare } from "./latest-flare.tsx";
import { LifecycleWord } from "./lifecycle-word.tsx";
import { sayBytes } from "./say-bytes.ts";
import { sayDoor } from "./say-door.ts";
import { VersionChip } from "./version-chip.tsx";

type VersionHistoryProps = {
  artifact: ArtifactView;
  sort: ListVersionsQuery["sort"];
  initial: Page<VersionView>;
};

/** Every version, newest publication first (GOH-31); two boxes raise the compare bar (CAT-24). */
export function VersionHistory({ artifact, sort, initial }: VersionHistoryProps) {
  const router = useRouter();
  const list = useInfiniteQuery({
    ...catalogQueries.versions(artifact, { sort }),
    initialData: asFirstPage(initial),
  });
  const [chosen, setChosen] = useState<string[]>([]);
  const versions = list.data.pages.flatMap((page) => page.items);
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
          // The router's literal routes cannot know a built address.
          onValueChange={(next) => router.replace(`${versionsAddress(artifact)}?sort=${next}` as Route)}
          options={[
            { value: "published", label: "By date" },
            { value: "semver", label: "By SemVer" },
          ]}
        />
      </div>
      <Table caption="Versions" bleed stickyHead>
        <TableHead>
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
            <Icon of={GitCompare} label="Compare" />
          </HeadCell>
        </TableHead>
        <tbody>
          {versions.map((version, place) => (
            <HistoryRow
              key={version.version}
              artifact={artifact}
              version={version}
              before={versions[place + 1] ?? null}
              isChosen={chosen.includes(version.version)}
              onChoose={(isOn) => choose(version.version, isOn)}
            />
          ))}
        </tbody>
      </Table>
      {list.isFetchNextPageError ? (
        <Banner tone="danger" live title="The next versions could not be loaded.">
          {list.error?.message} What is shown is complete up to here.
        </Banner>
      ) : null}
      <LoadMore
        shown={versions.length}
        total={initial.total}
        what="versions"
        hasMore={list.hasNextPage}
        working={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
      <CompareBar artifact={artifact} chosen={chosen} versions={versions} onClear={() => setChosen([])} />
    </div>
  );
}

type HistoryRowProps = {
  artifact: ArtifactView;
  version: VersionView;
  /** The version published before it; null for the first, or where it is not loaded. */
  before: VersionView | null;
  isChosen: boolean;
  onChoose: (isOn: boolean) => void;
};

function HistoryRow({ artifact, version, before, isChosen, onChoose }: HistoryRowProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <TableRow selected={isChosen} joined={isOpen}>
        <Cell head nowrap>
          <span className="inline-flex flex-wrap items-center gap-2">
            <VersionChip
              tag={version.version}
              lifecycle={version.lifecycle.state}
              latest={version.latest}
              preRelease={version.semver?.includes("-")}
              href={versionAddress(artifact, version.version)}
            />
            {version.latest ? <LatestFlare /> : null}
            <LifecycleWord lifecycle={version.lifecycle.state} />
          </span>
        </Cell>
        <Cell hide="phone">
          <Author version={version} />
        </Cell>
        <Cell nowrap tone="muted">
          <RelativeTime at={version.publishedAt} />
        </Cell>
        <Cell hide="narrow" mono>
          {version.commit ? (
            <TextLink href={commitAddress(artifact, version.commit)}>{version.commit.slice(0, 7)}</TextLink>
          ) : (
            <span className="text-ink-muted">pushed</span>
          )}
        </Cell>
        <Cell hide="narrow">
          <DigestChip digest={version.packageDigest} />
        </Cell>
        <Cell hide="phone" align="right" tone="muted" nowrap>
          {sayBytes(version.size)}
        </Cell>
        <Cell>
          <IconButton
            label={`Release notes of ${version.version}`}
            icon={isOpen ? ChevronDown : ChevronRight}
            size="small"
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          />
        </Cell>
        <Cell>
          <Checkbox
            aria-label={`Compare ${version.version}`}
            checked={isChosen}
            onCheckedChange={(isOn) => onChoose(isOn)}
          />
        </Cell>
      </TableRow>
      {isOpen ? (
        <TableRow still>
          <Cell colSpan={8}>
            <div className="rounded-panel border-line bg-raised flex flex-col gap-2 border px-4 py-3">
              {version.notes ? (
                <p className="max-w-prose whitespace-pre-wrap">{version.notes}</p>
              ) : (
                <p className="text-ink-muted">No release notes were written for this version.</p>
              )}
              <p className="text-small flex flex-wrap gap-4">
                {before ? (
                  <TextLink href={compareAddress(artifact, before.version, version.version)}>
                    {`Compare with ${before.version}`}
                  </TextLink>
                ) : null}
                <TextLink href={versionFileAddress(artifact, version.version)}>Files</TextLink>
              </p>
            </div>
          </Cell>
        </TableRow>
      ) : null}
    </>
  );
}

function Author({ version }: { version: VersionView }) {
  const isPerson = version.author.kind === "user";
  return (
    <span className="inline-flex items-center gap-1.5">
      {isPerson ? <Avatar name={version.author.name} /> : <Icon of={KeyRound} tone="faint" />}
      {version.author.name}
      <span className="text-ink-muted text-small">{sayDoor(version.via)}</span>
    </span>
  );
}

type CompareBarProps = {
  artifact: ArtifactView;
  chosen: string[];
  versions: VersionView[];
  onClear: () => void;
};

/** The two chosen versions, older one first whatever was clicked first. */
function CompareBar({ artifact, chosen, versions, onClear }: CompareBarProps) {
  if (chosen.length === 0) return null;
  const place = (tag: string) => versions.findIndex((version) => version.version === tag);
  const [from, to] = [...chosen].sort((a, b) => place(b) - place(a));
  return (
    <div className="sticky bottom-4 flex justify-center">
      <div className="neatline shadow-float">
        <div className="flex items-center gap-3 px-4 py-2.5" role="status">
          <span className="text-ink-muted">Compare</span>
          {from ? <VersionChip tag={from} /> : null}
          {to ? (
            <>
              <span aria-hidden="true">→</span>
              <VersionChip tag={to} />
              <ButtonLink tone="primary" icon={GitCompare} href={compareAddress(artifact, from ?? to, to)}>
                Compare
              </ButtonLink>
            </>
          ) : (
            <span className="text-ink-muted">choose one more</span>
          )}
          <IconButton label="Clear the choice" icon={X} onClick={onClear} />
        </div>
      </div>
    </div>
  );
}
