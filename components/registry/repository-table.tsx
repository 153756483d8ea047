import { sayBytes } from "#components/catalog/say-bytes.ts";
import { PlainLink } from "#components/ui/plain-link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Tile } from "#components/ui/tile.tsx";
import { artifactAddress, repositoryAddress } from "#lib/ids/addresses.ts";
import { displayName } from "#lib/ids/ids.ts";
import type { BrowseRepositories, Content, RepositoryView } from "#lib/oci/schema.ts";
import { contentLooks } from "./content-looks.ts";
import { type RegistryParams, sortBy } from "./registry-address.ts";
import { RepositoryName } from "./repository-name.tsx";

type RepositoryTableProps = {
  repositories: readonly RepositoryView[];
  params: RegistryParams;
  query: Pick<BrowseRepositories, "sort" | "order">;
};

const PATH = "/registry";
const number = new Intl.NumberFormat("en-GB");

/** The rows of `/registry`; cards on phones. */
export function RepositoryTable({ repositories, params, query }: RepositoryTableProps) {
  const now = { sort: query.sort, order: query.order ?? (query.sort === "name" ? "asc" : "desc") } as const;
  return (
    <>
      <ul className="sm:hidden">
        {repositories.map((repository) => (
          <RepositoryCard key={repository.name} repository={repository} />
        ))}
      </ul>
      <div className="max-sm:hidden">
        <Table caption="Repositories" bleed stickyHead>
          <TableHead>
            <HeadCell width="half" {...sortBy(PATH, params, now, "name", "asc")}>
              Repository
            </HeadCell>
            <HeadCell>Holds</HeadCell>
            <HeadCell align="right" {...sortBy(PATH, params, now, "tags", "desc")}>
              Tags
            </HeadCell>
            <HeadCell align="right" {...sortBy(PATH, params, now, "size", "desc")}>
              Size
            </HeadCell>
            <HeadCell {...sortBy(PATH, params, now, "pushed", "desc")}>Last push</HeadCell>
          </TableHead>
          <tbody>
            {repositories.map((repository) => (
              <RepositoryRow key={repository.name} repository={repository} />
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}

function RepositoryRow({ repository }: { repository: RepositoryView }) {
  const { name, contents, tagCount, size, lastPushedAt } = repository;
  return (
    <TableRow>
      <Cell head>
        <span className="flex items-center gap-2.75">
          <ContentTile contents={contents} />
          <span className="min-w-0">
            <PlainLink
              href={repositoryAddress(name)}
              prefetch={false}
              className="text-path wrap-anywhere no-underline hover:underline"
            >
              <RepositoryName name={name} />
            </PlainLink>
            <span className="text-label text-ink-muted block wrap-anywhere">
              <WhereItBelongs repository={repository} />
            </span>
          </span>
        </span>
      </Cell>
      <Cell tone="muted">{sayContents(contents)}</Cell>
      <Cell align="right">{number.format(tagCount)}</Cell>
      <Cell align="right" nowrap tone="muted">
        {sayBytes(size)}
      </Cell>
      <Cell nowrap tone="muted">
        <RelativeTime at={lastPushedAt} />
      </Cell>
    </TableRow>
  );
}

function RepositoryCard({ repository }: { repository: RepositoryView }) {
  const { name, contents, tagCount, size, lastPushedAt } = repository;
  return (
    <li className="border-line flex gap-3 border-b py-3">
      <ContentTile contents={contents} />
      <div className="min-w-0 flex-1">
        <PlainLink
          href={repositoryAddress(name)}
          prefetch={false}
          className="text-path block py-1 wrap-anywhere no-underline"
        >
          <RepositoryName name={name} />
        </PlainLink>
        <p className="text-label text-ink-muted">{sayContents(contents)}</p>
        <p className="text-small text-ink-muted flex flex-wrap items-center gap-x-3">
          <span>{tagCount === 1 ? "1 tag" : `${number.format(tagCount)} tags`}</span>
          <span>{sayBytes(size)}</span>
          <RelativeTime at={lastPushedAt} />
        </p>
      </div>
    </li>
  );
}

function ContentTile({ contents }: { contents: readonly Content[] }) {
  const { icon, tone } = contentLooks[contents[0] ?? "other"];
  return <Tile icon={icon} tone={tone} />;
}

function WhereItBelongs({ repository: { artifact, catalog } }: { repository: RepositoryView }) {
  if (artifact)
    return (
      <>
        Catalog: <TextLink href={artifactAddress(artifact)}>{displayName(artifact)}</TextLink>
      </>
    );
  return catalog ? <>Catalog, no version yet</> : <>Plain repository</>;
}

/** "Charts, signatures and SBOMs" */
export function sayContents(contents: readonly Content[]): string {
  const words = contents.map((one, place) => {
    const { many } = contentLooks[one];
    return place === 0 ? many : `${many[0]?.toLowerCase()}${many.slice(1)}`;
  });
  return words.join(", ") || "Nothing";
}
