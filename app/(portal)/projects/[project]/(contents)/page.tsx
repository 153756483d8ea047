import type { Metadata } from "next";
import { ContentsPage } from "#components/projects/contents-page.tsx";
import { ProjectFrame } from "#components/projects/project-frame.tsx";
import { listProjectContents } from "#lib/catalog/list-project-contents.ts";
import { browseProjectSchema } from "#lib/catalog/project-schema.ts";
import { env } from "#lib/env/env.ts";
import { orNotFound } from "#lib/http/page-outcome.ts";
import { readQuery } from "../../../registry/read-query.ts";
import { readProject } from "../../project-data.ts";

type Props = PageProps<"/projects/[project]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).project) };
}

export default async function ProjectPage({ params, searchParams }: Props) {
  const { viewer, project } = await readProject((await params).project);
  const { params: asked, query } = readQuery(browseProjectSchema, await searchParams);
  const contents = await orNotFound(viewer, listProjectContents(viewer, project.name, query));
  return (
    <ProjectFrame project={project} tab="contents">
      <ContentsPage
        project={project}
        params={asked}
        query={query}
        contents={contents}
        publicUrl={env().CHARTROOM_PUBLIC_URL}
      />
    </ProjectFrame>
  );
}
