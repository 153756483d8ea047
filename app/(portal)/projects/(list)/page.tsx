import type { Metadata } from "next";
import { ProjectsPage } from "#components/projects/projects-page.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { listProjects } from "#lib/catalog/list-projects.ts";
import { mayCreateProject } from "#lib/catalog/policy.ts";
import { countContents } from "#lib/oci/list-repositories.ts";
import { listProjectsQuerySchema } from "#lib/organization/project-schema.ts";
import { getOrganization } from "#lib/organization/queries.ts";
import { readCatalog } from "../../catalog-data.ts";
import { readProjectsQuery } from "../read-projects-query.ts";

export const metadata: Metadata = { title: "Projects" };

const counted = (archived: "true" | "false") => listProjectsQuerySchema.parse({ archived, limit: 1 });

export default async function ProjectListPage({ searchParams }: PageProps<"/projects">) {
  const viewer = await requireViewer();
  const { params, view, query } = readProjectsQuery(await searchParams);
  const [list, open, archived, organization, catalog, contents] = await Promise.all([
    listProjects(viewer, query),
    listProjects(viewer, counted("false")),
    listProjects(viewer, counted("true")),
    getOrganization(viewer),
    readCatalog(),
    countContents(viewer),
  ]);
  return (
    <ProjectsPage
      organization={organization}
      counts={{ ...catalog.counts, repository: contents.all }}
      params={params}
      view={view}
      list={list}
      totals={{ open: open.total, archived: archived.total }}
      mayCreate={mayCreateProject(viewer)}
    />
  );
}
