import { Gauge, KeyRound } from "lucide-react";
import { FacetDrawer } from "#components/catalog/facet-drawer.tsx";
import { type FacetGroup, FacetList } from "#components/catalog/facet-list.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Page } from "#lib/catalog/schema.ts";
import {
  type BrowseRepositories,
  CONTENTS,
  type ContentCounts,
  type RepositoryView,
} from "#lib/oci/schema.ts";
import { type Collected, CollectionFoot } from "./collection-foot.tsx";
import { CommandTabs } from "./command-tabs.tsx";
import { contentLooks } from "./content-looks.ts";
import { PageLinks } from "./page-links.tsx";
import { pushCommands } from "./push-commands.ts";
import { type RegistryParams, registryAddress } from "./registry-address.ts";
import { RegistrySearch } from "./registry-search.tsx";
import { RepositoryTable } from "./repository-table.tsx";

type RegistryPageProps = {
  params: RegistryParams;
  query: BrowseRepositories;
  page: Page<RepositoryView>;
  counts: ContentCounts;
  publicUrl: string;
  isSignedIn: boolean;
  /** What the last collection took away; null where that is not theirs to see. */
  collected: Collected | "none" | null;
};

const PATH = "/registry";
const say = (count: number) => (count === 1 ? "1 repository" : `${count} repositories`);

/** GL-4: what the registry holds, of every kind of content. */
export function RegistryPage(props: RegistryPageProps) {
  const { params, query, page, counts, isSignedIn, collected } = props;
  const isFiltered = Boolean(params.q || params.content);
  const clearHref = isFiltered ? registryAddress(PATH, params, { q: null, content: null }) : null;
  const groups = groupsOf(params, counts);
  return (
    <div className="min-h-page lg:grid-cols-list grid">
      <aside aria-label="Filters" className="border-line bg-ground border-r px-5 pt-5 pb-6 max-lg:hidden">
        <FacetList groups={groups} clearHref={clearHref} />
      </aside>
      <div className="bg-surface flex min-w-0 flex-col gap-4 px-4 pt-5 pb-10 sm:px-7">
        <PageHeader
          title="Registry"
          description="Every repository that you may pull: charts, images and whatever else was pushed, under one host with one token."
          actions={
            isSignedIn ? (
              <>
                <ButtonLink tone="quiet" icon={Gauge} href="/registry/limits">
                  Limits
                </ButtonLink>
                <ButtonLink icon={KeyRound} href="/settings/registry/tokens">
                  Registry tokens
                </ButtonLink>
              </>
            ) : null
          }
        />
        <div className="flex flex-wrap items-center gap-2">
          <RegistrySearch
            path={PATH}
            params={params}
            label="Search repositories"
            placeholder="Part of a repository’s name"
          />
          <FacetDrawer>
            <FacetList groups={groups} clearHref={clearHref} />
          </FacetDrawer>
          <span className="flex-1" />
          <span className="text-ink-muted" role="status">
            {isFiltered ? `${page.total} of ${say(counts.all)}` : say(page.total)}
          </span>
        </div>
        {page.items.length > 0 ? (
          <>
            <RepositoryTable repositories={page.items} params={params} query={query} />
            <PageLinks
              path={PATH}
              params={params}
              page={query.page}
              limit={query.limit}
              shown={page.items.length}
              total={page.total}
              what={{ one: "repository", many: "repositories" }}
            />
          </>
        ) : (
          <Nothing {...props} clearHref={clearHref} />
        )}
        {collected ? <CollectionFoot last={collected} /> : null}
      </div>
    </div>
  );
}

function groupsOf(params: RegistryParams, counts: ContentCounts): FacetGroup[] {
  const choices = CONTENTS.filter((one) => counts.of[one] > 0 || params.content === one).map((one) => {
    const isOn = params.content === one;
    const href = registryAddress(PATH, params, { content: isOn ? null : one });
    return { label: contentLooks[one].many, count: counts.of[one], href, isOn };
  });
  return [{ title: "Holds", choices }];
}

/** Nothing pushed yet is not the same as nothing found, nor as a page behind the last one. */
function Nothing({
  params,
  page,
  counts,
  publicUrl,
  isSignedIn,
  clearHref,
}: RegistryPageProps & { clearHref: string | null }) {
  if (page.total > 0)
    return (
      <EmptyState
        reason="lost"
        title="There is no such page"
        actions={<ButtonLink href={registryAddress(PATH, params)}>First page</ButtonLink>}
      >
        {`${say(page.total)} ${page.total === 1 ? "stands" : "stand"} on the pages before.`}
      </EmptyState>
    );
  if (clearHref)
    return (
      <EmptyState
        reason="lost"
        title={params.q ? `No repository matches “${params.q}”` : "No repository holds that"}
        actions={<ButtonLink href={clearHref}>Clear search and filter</ButtonLink>}
      >
        {`${say(counts.all)} ${counts.all === 1 ? "is" : "are"} visible to you.`}
      </EmptyState>
    );
  return (
    <>
      <EmptyState
        title="Nothing was pushed yet"
        actions={
          isSignedIn ? (
            <ButtonLink tone="primary" icon={KeyRound} href="/settings/registry/tokens">
              Create a registry token
            </ButtonLink>
          ) : null
        }
      >
        What any client pushes appears here. A chart that is pushed below charts/ is published into the
        catalog; every other name takes anything: images, charts, files.
      </EmptyState>
      <section aria-label="How to push" className="flex max-w-prose flex-col gap-2.5">
        <CommandTabs commands={pushCommands(publicUrl)} />
      </section>
    </>
  );
}
