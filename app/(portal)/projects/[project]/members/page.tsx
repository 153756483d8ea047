import type { Metadata } from "next";
import { MembersPage } from "#components/projects/members-page.tsx";
import { ProjectFrame } from "#components/projects/project-frame.tsx";
import { orNotFound } from "#lib/http/page-outcome.ts";
import { listCandidates, listProjectMembers } from "#lib/organization/list-project-members.ts";
import { readProject } from "../../project-data.ts";

type Props = PageProps<"/projects/[project]/members">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Members of ${decodeURIComponent((await params).project)}` };
}

export default async function ProjectMembersPage({ params }: Props) {
  const { viewer, project } = await readProject((await params).project);
  const [members, candidates] = await Promise.all([
    orNotFound(viewer, listProjectMembers(viewer, project.name)),
    listCandidates(viewer, project.name),
  ]);
  return (
    <ProjectFrame project={project} tab="members">
      <MembersPage project={project} members={members.items} candidates={candidates} />
    </ProjectFrame>
  );
}
