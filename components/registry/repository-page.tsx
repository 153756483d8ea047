import { sayBytes } from "#components/catalog/say-bytes.ts";
import { Page as PageGround } from "#components/layout/page.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Crumbs } from "#components/ui/crumbs.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Tile } from "#components/ui/tile.tsx";
import type { Page } from "#lib/catalog/schema.ts";
import { artifactAddress, repositoryAddress } from "#lib/ids/addresses.ts";
import type { BrowseEntries, EntryView, RepositoryView } from "#lib/oci/schema.ts";
import { contentLooks } from "./content-looks.ts";
import { EntryTable } from "./entry-table.tsx";
import { PageLinks } from "./page-links.tsx";
import { type RegistryParams, registryAddress } from "./registry-address.ts";
import { RegistrySearch } from "./registry-search.tsx";
import { RepositoryName } from "./repository-name.tsx";
import { sayContents } from "./repository-table.tsx";

type RepositoryPageProps = {
  repository: RepositoryView;
  params: RegistryParams;
  query: BrowseEntries;
  page: Page<EntryView>;
  view: "tags" | "untagged";
  untaggedCount: number;
};

/** GL-4: one repository, its tags, and the manifests that nothing names. */
export function RepositoryPage(props: RepositoryPageProps) {
  const { repository, params, query, page, view, untaggedCount } = props;
  const { name, contents, artifact } = repository;
  const path = repositoryAddress(name);
  const { icon, tone } = contentLooks[contents[0] ?? "other"];
  return (
    <PageGround>
      <PageHeader
        look="name"
        title={<RepositoryName name={name} />}
        above={<Crumbs items={[{ label: "Registry", href: "/registry" }, { label: name }]} />}
        tile={<Tile icon={icon} tone={tone} size="large" />}
        description={
          <>
            {sayContents(contents)}, {sayBytes(repository.size)}, last push{" "}
            <RelativeTime at={repository.lastPushedAt} inSentence />
          </>
        }
        actions={
          artifact ? <ButtonLink href={artifactAddress(artifact)}>Open in the catalog</ButtonLink> : null
        }
      />
      <p className="text-ink-muted -mt-3 flex max-w-full min-w-0 flex-wrap items-center gap-x-2">
        <span>Clients call it</span>
        <CopyReference reference={repository.reference} />
      </p>
      <LinkTabs
        label="Repository"
        tabs={[
          { href: path, label: "Tags", count: repository.tagCount, current: view === "tags" },
          {
            href: registryAddress(path, {}, { view: "untagged" }),
            label: "Without a tag",
            count: untaggedCount,
            current: view === "untagged",
          },
        ]}
      />
      <div className="flex flex-col gap-4">
        <RegistrySearch
          key={view}
          path={path}
          params={params}
          label={view === "tags" ? "Search tags" : "Search manifests"}
          placeholder={view === "tags" ? "Part of a tag, or a digest" : "Part of a digest"}
        />
        {page.items.length > 0 ? (
          <>
            <EntryTable
              repository={repository}
              entries={page.items}
              params={params}
              query={query}
              tagged={view === "tags"}
            />
            <PageLinks
              path={path}
              params={params}
              page={query.page}
              limit={query.limit}
              shown={page.items.length}
              total={page.total}
              what={view === "tags" ? { one: "tag", many: "tags" } : { one: "manifest", many: "manifests" }}
            />
          </>
        ) : (
          <Nothing {...props} path={path} />
        )}
      </div>
    </PageGround>
  );
}

/** In one line, cut where there is no room; the whole is copied. */
function CopyReference({ reference }: { reference: string }) {
  return (
    <span className="min-w-0 overflow-hidden">
      <CopyText text={reference} what="Address" />
    </span>
  );
}

function Nothing({ params, page, view, untaggedCount, path }: RepositoryPageProps & { path: string }) {
  if (page.total > 0)
    return (
      <EmptyState
        reason="lost"
        title="There is no such page"
        actions={<ButtonLink href={registryAddress(path, params)}>First page</ButtonLink>}
      />
    );
  if (params.q)
    return (
      <EmptyState
        reason="lost"
        title={`${view === "tags" ? "No tag" : "No manifest"} matches “${params.q}”`}
        actions={<ButtonLink href={registryAddress(path, params, { q: null })}>Clear search</ButtonLink>}
      />
    );
  if (view === "untagged")
    return (
      <EmptyState title="Every manifest has a name">
        Manifests that no tag, no index and no subject leads to would stand here until they are collected.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No tag names anything here"
      actions={
        untaggedCount > 0 ? (
          <ButtonLink href={registryAddress(path, {}, { view: "untagged" })}>
            Show manifests without a tag
          </ButtonLink>
        ) : null
      }
    >
      What it holds was pushed by digest, or its tags were deleted.
    </EmptyState>
  );
}
