import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { PageHeader } from "#components/layout/page-header.tsx";
import { PageKeys } from "#components/layout/page-keys.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { ArtifactView, ListArtifactsQuery, Page } from "#lib/catalog/schema.ts";
import { newArtifactAddress } from "#lib/ids/addresses.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { ArtifactTable } from "./artifact-table.tsx";
import { FacetDrawer } from "./facet-drawer.tsx";
import { type FacetGroup, FacetList } from "./facet-list.tsx";
import { KindTile } from "./kind-tile.tsx";
import { kindWords } from "./kind-words.ts";
import { type ListParams, listAddress } from "./list-address.ts";
import { ListSearch } from "./list-search.tsx";

type ArtifactListPageProps = {
  kind: ArtifactKind;
  params: ListParams;
  query: ListArtifactsQuery;
  page: Page<ArtifactView>;
  /** All that the viewer may see of this kind, whatever the filters. */
  all: number;
  groups: FacetGroup[];
  now: string;
  mayCreate: boolean;
};

/** A list page: filters, search, table; the same for each kind. */
export function ArtifactListPage(props: ArtifactListPageProps) {
  const { kind, params, page, all, groups, mayCreate } = props;
  const words = kindWords[kind];
  const isFiltered = Object.keys(params).some((key) => key !== "sort" && key !== "order");
  const clearHref = isFiltered ? listAddress(kind, pick(params)) : null;
  return (
    <div className="min-h-page lg:grid-cols-list grid">
      <aside aria-label="Filters" className="border-line bg-ground border-r px-5 pt-5 pb-6 max-lg:hidden">
        <FacetList groups={groups} clearHref={clearHref} />
      </aside>
      <div className="bg-surface flex min-w-0 flex-col gap-4 px-4 pt-5 pb-10 sm:px-7">
        {mayCreate ? (
          <PageKeys links={[{ keys: "n", label: `New ${words.one}`, href: newArtifactAddress(kind) }]} />
        ) : null}
        <PageHeader
          title={words.title}
          description={words.sentence}
          tile={<KindTile kind={kind} size="large" />}
          actions={
            mayCreate ? (
              <ButtonLink
                tone="primary"
                icon={Plus}
                keyHint="n"
                href={newArtifactAddress(kind)}
                data-page-new
              >
                {`New ${words.one}`}
              </ButtonLink>
            ) : null
          }
        />
        <div className="flex flex-wrap items-center gap-2">
          <ListSearch kind={kind} params={params} />
          <FacetDrawer>
            <FacetList groups={groups} clearHref={clearHref} />
          </FacetDrawer>
          <span className="flex-1" />
          <span className="text-ink-muted" role="status">
            {isFiltered ? `${page.total} of ${sayCount(all, words)}` : sayCount(page.total, words)}
          </span>
        </div>
        {page.items.length > 0 ? (
          <Rows {...props} />
        ) : (
          <Nothing kind={kind} params={params} all={all} clearHref={clearHref} mayCreate={mayCreate} />
        )}
      </div>
    </div>
  );
}

const sayCount = (count: number, words: { one: string; many: string }) =>
  `${count} ${count === 1 ? words.one : words.many}`;

const pick = ({ sort, order }: ListParams): ListParams => ({
  ...(sort ? { sort } : {}),
  ...(order ? { order } : {}),
});

function Rows({ kind, params, query, page, now }: ArtifactListPageProps) {
  const sortBy = (sort: "name" | "published", first: "asc" | "desc") => {
    const isSorted = query.sort === sort;
    const order = query.order ?? (query.sort === "name" ? "asc" : "desc");
    const next = isSorted && order === first ? (first === "asc" ? "desc" : "asc") : first;
    const direction = order === "asc" ? ("ascending" as const) : ("descending" as const);
    return { href: listAddress(kind, params, { sort, order: next }), sorted: isSorted ? direction : null };
  };
  return (
    <ArtifactTable
      // Another address is another list: what was loaded further down belongs to the old one.
      key={listAddress(kind, params)}
      kind={kind}
      query={query}
      initial={page}
      now={now}
      sort={{ name: sortBy("name", "asc"), published: sortBy("published", "desc") }}
    />
  );
}

type NothingProps = {
  kind: ArtifactKind;
  params: ListParams;
  all: number;
  clearHref: string | null;
  mayCreate: boolean;
};

/** Empty, with the reason (CAT-7): nothing made yet is not the same as nothing found. */
function Nothing({ kind, params, all, clearHref, mayCreate }: NothingProps): ReactNode {
  const words = kindWords[kind];
  if (clearHref)
    return (
      <EmptyState
        reason="lost"
        title={params.q ? `No ${words.one} matches “${params.q}”` : `No ${words.one} matches these filters`}
        actions={<ButtonLink href={clearHref}>Clear search and filters</ButtonLink>}
      >
        {`${sayCount(all, words)} ${all === 1 ? "is" : "are"} visible to you.`}
      </EmptyState>
    );
  return (
    <EmptyState
      title={`No ${words.many} yet`}
      actions={
        mayCreate ? (
          <ButtonLink icon={Plus} href={newArtifactAddress(kind)}>
            {`New ${words.one}`}
          </ButtonLink>
        ) : null
      }
    >
      {`What is written here or pushed to the registry appears in this list. ${words.choose}`}
    </EmptyState>
  );
}
