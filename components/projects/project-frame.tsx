import type { ReactNode } from "react";
import { Page } from "#components/layout/page.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Crumbs } from "#components/ui/crumbs.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { PROJECTS_ADDRESS, projectAddress } from "#lib/ids/addresses.ts";
import type { ProjectView } from "#lib/organization/project-schema.ts";
import { ProjectActions } from "./project-actions.tsx";
import { ProjectTile } from "./project-mark.tsx";

type ProjectFrameProps = {
  project: ProjectView;
  tab: "contents" | "members" | "settings";
  children: ReactNode;
};

/** What every page of a project begins with: what it is, what can be done, its views. */
export function ProjectFrame({ project, tab, children }: ProjectFrameProps) {
  const { name, title, description, archived, counts } = project;
  const held = counts.chart + counts["kustomize-base"] + counts["manifest-bundle"] + counts.repository;
  return (
    <Page>
      <div className="flex flex-col gap-3">
        <PageHeader
          look="name"
          above={<Crumbs items={[{ label: "Projects", href: PROJECTS_ADDRESS }, { label: name }]} />}
          tile={<ProjectTile size="large" />}
          title={<span className="font-heavy text-ink">{name}</span>}
          beside={
            <>
              {title && title !== name ? <span className="text-ink-muted text-section">{title}</span> : null}
              {archived ? <Badge>archived</Badge> : null}
            </>
          }
          description={description || undefined}
          actions={<ProjectActions project={project} isMain={tab === "contents"} />}
        />
        <LinkTabs
          label="Project"
          tabs={[
            { href: projectAddress(name), label: "Contents", count: held, current: tab === "contents" },
            {
              href: projectAddress(name, "members"),
              label: "Members",
              count: counts.member,
              current: tab === "members",
            },
            { href: projectAddress(name, "settings"), label: "Settings", current: tab === "settings" },
          ]}
        />
        {archived ? (
          <Banner tone="caution" title="Archived.">
            Its artifacts left lists and search, and nothing new comes into it, also not by a push. Every
            version stays downloadable.
          </Banner>
        ) : null}
      </div>
      {children}
    </Page>
  );
}
