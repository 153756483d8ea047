import { Page } from "#components/layout/page.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { type RegistryParams, registryAddress } from "#components/registry/registry-address.ts";
import { RegistrySearch } from "#components/registry/registry-search.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { Soundings } from "#components/ui/soundings.tsx";
import { catalogAddress, PROJECTS_ADDRESS } from "#lib/ids/addresses.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import type { ProjectList } from "#lib/organization/project-schema.ts";
import { CreateProjectButton } from "./create-project-button.tsx";
import { ProjectTable } from "./project-table.tsx";
import { sayCount } from "./project-words.ts";

type ProjectsPageProps = {
  organization: { name: string; memberCount: number };
  /** Of the whole organization, in projects and outside of them. */
  counts: Record<ArtifactKind, number> & { repository: number };
  params: RegistryParams;
  view: "open" | "archived";
  list: ProjectList;
  /** How many projects there are in each view, whatever is searched for. */
  totals: { open: number; archived: number };
  mayCreate: boolean;
};

/** GL-12: the organization as a group of projects, with what is in each. */
export function ProjectsPage(props: ProjectsPageProps) {
  const { organization, counts, params, view, list, totals, mayCreate } = props;
  return (
    <Page>
      <PageHeader
        title="Projects"
        description={`What ${organization.name} keeps together: charts, bases, bundles and images under one first part of their names, with members of their own.`}
        actions={<CreateProjectButton isAllowed={mayCreate} />}
      />
      <Soundings
        items={[
          { figure: totals.open, label: totals.open === 1 ? "project" : "projects" },
          {
            figure: counts.chart,
            label: counts.chart === 1 ? "chart" : "charts",
            href: catalogAddress("chart"),
          },
          {
            figure: counts["kustomize-base"],
            label: counts["kustomize-base"] === 1 ? "base" : "bases",
            href: catalogAddress("kustomize-base"),
          },
          {
            figure: counts["manifest-bundle"],
            label: counts["manifest-bundle"] === 1 ? "bundle" : "bundles",
            href: catalogAddress("manifest-bundle"),
          },
          {
            figure: counts.repository,
            label: counts.repository === 1 ? "repository" : "repositories",
            href: "/registry",
          },
          { figure: organization.memberCount, label: organization.memberCount === 1 ? "member" : "members" },
        ]}
      />
      <LinkTabs
        label="Projects"
        tabs={[
          { href: PROJECTS_ADDRESS, label: "Open", count: totals.open, current: view === "open" },
          {
            href: `${PROJECTS_ADDRESS}?view=archived`,
            label: "Archived",
            count: totals.archived,
            current: view === "archived",
          },
        ]}
      />
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-2">
          <RegistrySearch
            key={view}
            path={PROJECTS_ADDRESS}
            params={params}
            label="Search projects"
            placeholder="Words of a name or a description"
          />
          <span className="flex-1" />
          <span className="text-ink-muted" role="status">
            {params.q
              ? `${list.total} of ${sayCount(totals[view], "project")}`
              : sayCount(list.total, "project")}
          </span>
        </div>
        {list.items.length > 0 ? (
          <>
            <ProjectTable projects={list.items} />
            <MoreLinks {...props} />
          </>
        ) : (
          <Nothing {...props} />
        )}
      </div>
    </Page>
  );
}

function MoreLinks({ list, params }: ProjectsPageProps) {
  if (!list.nextCursor && !params.page) return null;
  return (
    <nav aria-label="Pages" className="flex gap-2">
      {params.page ? (
        <ButtonLink href={registryAddress(PROJECTS_ADDRESS, params, { page: null })}>First page</ButtonLink>
      ) : null}
      {list.nextCursor ? (
        <ButtonLink href={registryAddress(PROJECTS_ADDRESS, params, { page: list.nextCursor })}>
          Next page
        </ButtonLink>
      ) : null}
    </nav>
  );
}

function Nothing({ params, view, totals }: ProjectsPageProps) {
  if (params.q)
    return (
      <EmptyState
        reason="lost"
        title={`No project matches “${params.q}”`}
        actions={
          <ButtonLink href={registryAddress(PROJECTS_ADDRESS, params, { q: null })}>Clear search</ButtonLink>
        }
      >
        {`${sayCount(totals[view], "project")} ${totals[view] === 1 ? "is" : "are"} there.`}
      </EmptyState>
    );
  if (view === "archived")
    return (
      <EmptyState title="No project is archived">
        An archived project keeps what was published, leaves lists and search with its artifacts, and takes
        nothing new.
      </EmptyState>
    );
  return (
    <EmptyState title="There is no project yet">
      A project is the first part of a name: payments of charts/payments/service. The first artifact in one
      makes it, also by a push; artifacts without a project are none the worse for it.
    </EmptyState>
  );
}
