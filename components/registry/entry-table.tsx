import { LifecycleWord } from "#components/catalog/lifecycle-word.tsx";
import { sayBytes } from "#components/catalog/say-bytes.ts";
import { Banner } from "#components/ui/banner.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DigestChip } from "#components/ui/digest-chip.tsx";
import { PlainLink } from "#components/ui/plain-link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Tile } from "#components/ui/tile.tsx";
import { repositoryAddress, versionAddress } from "#lib/ids/addresses.ts";
import type { BrowseEntries, EntryView, RepositoryView } from "#lib/oci/schema.ts";
import { AttachedList } from "./attached-list.tsx";
import { briefOf, placeOf } from "./brief-of.ts";
import { contentLooks } from "./content-looks.ts";
import { EntryHolds } from "./entry-holds.tsx";
import { HeldActions } from "./held-actions.tsx";
import { madeAt } from "./made-at.ts";
import { type RegistryParams, sortBy } from "./registry-address.ts";

type EntryTableProps = {
  repository: RepositoryView;
  entries: readonly EntryView[];
  params: RegistryParams;
  query: Pick<BrowseEntries, "sort" | "order">;
  tagged: boolean;
};

const COLUMNS = 7;

/** Tags, or manifests without one: rows on a wide page, cards on phones. What cannot be read says why (GL-4). */
export function EntryTable({ repository, entries, params, query, tagged }: EntryTableProps) {
  const path = repositoryAddress(repository.name);
  const now = { sort: query.sort, order: query.order ?? (query.sort === "tag" ? "asc" : "desc") } as const;
  return (
    <>
      <ul className="sm:hidden">
        {entries.map((entry) => (
          <EntryCard key={keyOf(entry)} repository={repository} entry={entry} />
        ))}
      </ul>
      <div className="max-sm:hidden">
        <Table caption={tagged ? "Tags" : "Manifests without a tag"} bleed stickyHead>
          <TableHead>
            <HeadCell {...sortBy(path, params, now, "tag", "asc")}>{tagged ? "Tag" : "Manifest"}</HeadCell>
            <HeadCell width="third">Holds</HeadCell>
            <HeadCell hide="narrow">Digest</HeadCell>
            <HeadCell align="right">Size</HeadCell>
            <HeadCell {...sortBy(path, params, now, "pushed", "desc")}>Pushed</HeadCell>
            <HeadCell hide="narrow">Published by</HeadCell>
            <HeadCell width="shrink">
              <span className="sr-only">Actions</span>
            </HeadCell>
          </TableHead>
          <tbody>
            {entries.map((entry) => (
              <EntryRows key={keyOf(entry)} repository={repository} entry={entry} />
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}

const keyOf = ({ tag, digest }: EntryView) => tag ?? digest;

type EntryProps = { repository: RepositoryView; entry: EntryView };

function EntryRows({ repository, entry }: EntryProps) {
  const { attached, attachedCount, problem } = entry;
  const { icon, tone, one } = contentLooks[entry.content];
  const made = madeAt(entry.createdAt);
  return (
    <>
      <TableRow joined={problem !== null || attached.length > 0}>
        <Cell head>
          <span className="flex items-center gap-2.75">
            <Tile icon={icon} tone={tone} label={one} />
            <EntryName repository={repository} entry={entry} />
          </span>
        </Cell>
        <Cell>
          <EntryHolds entry={entry} />
        </Cell>
        <Cell hide="narrow">
          <DigestChip digest={entry.digest} />
        </Cell>
        <Cell align="right" tone="muted" nowrap>
          {sayBytes(entry.size)}
        </Cell>
        <Cell tone="muted" nowrap>
          <RelativeTime at={entry.pushedAt} />
          {made ? (
            <span className="text-small block">
              made <RelativeTime at={made} />
            </span>
          ) : null}
        </Cell>
        <Cell hide="narrow" tone="muted">
          {entry.publisher?.name ?? "unknown"}
        </Cell>
        <Cell align="right">
          <HeldActions repository={placeOf(repository)} entry={briefOf(entry)} look="row" />
        </Cell>
      </TableRow>
      {attached.length > 0 ? (
        <TableRow still joined={problem !== null}>
          <Cell colSpan={COLUMNS}>
            <span className="block pl-9">
              <Attached repository={repository} entry={entry} count={attachedCount} />
            </span>
          </Cell>
        </TableRow>
      ) : null}
      {problem ? (
        <TableRow still>
          <Cell colSpan={COLUMNS}>
            <Banner tone="caution" title="Not all of it could be read.">
              {problem}
            </Banner>
          </Cell>
        </TableRow>
      ) : null}
    </>
  );
}

function Attached({ repository, entry, count }: EntryProps & { count: number }) {
  return (
    <AttachedList
      repository={repository.name}
      items={entry.attached}
      count={count}
      moreHref={entryAddress(repository, entry)}
    />
  );
}

const entryAddress = ({ name }: RepositoryView, { tag, digest }: EntryView) =>
  repositoryAddress(name, { tag, digest });

/** The tag as a link, its reference to copy, and the version of the catalog that it is. */
function EntryName({ repository, entry }: EntryProps) {
  const { tag, digest, version, reference, published } = entry;
  const { artifact } = repository;
  return (
    <span className="min-w-0">
      <span className="flex flex-wrap items-center gap-x-1.5">
        <PlainLink
          href={entryAddress(repository, entry)}
          prefetch={false}
          className="text-path font-mono font-semibold wrap-anywhere no-underline hover:underline"
        >
          {tag === null ? digest.slice(7, 19) : (version ?? tag)}
        </PlainLink>
        <CopyButton text={reference} what={`reference of ${tag ?? digest.slice(7, 19)}`} look="small-icon" />
        <LifecycleWord lifecycle={entry.lifecycle} />
      </span>
      {tag !== null && version !== null && version !== tag ? (
        <span className="text-small text-ink-muted block font-mono wrap-anywhere">tag {tag}</span>
      ) : null}
      {artifact && published !== null ? (
        <span className="text-small block">
          <TextLink href={versionAddress(artifact, published)}>In the catalog</TextLink>
        </span>
      ) : null}
    </span>
  );
}

function EntryCard({ repository, entry }: EntryProps) {
  const { icon, tone, one } = contentLooks[entry.content];
  return (
    <li className="border-line flex gap-3 border-b py-3">
      <Tile icon={icon} tone={tone} label={one} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex items-start gap-2">
          <span className="min-w-0 flex-1">
            <EntryName repository={repository} entry={entry} />
          </span>
          <HeldActions repository={placeOf(repository)} entry={briefOf(entry)} look="row" />
        </div>
        <EntryHolds entry={entry} />
        <p className="text-small text-ink-muted flex flex-wrap items-center gap-x-3">
          <span>{sayBytes(entry.size)}</span>
          <RelativeTime at={entry.pushedAt} />
          <span>{entry.publisher?.name ?? "unknown"}</span>
        </p>
        <DigestChip digest={entry.digest} />
        {entry.attached.length > 0 ? (
          <Attached repository={repository} entry={entry} count={entry.attachedCount} />
        ) : null}
        {entry.problem ? (
          <Banner tone="caution" title="Not all of it could be read.">
            {entry.problem}
          </Banner>
        ) : null}
      </div>
    </li>
  );
}
