import type { Metadata } from "next";
import { ProjectFrame } from "#components/projects/project-frame.tsx";
import { ProjectSettings } from "#components/projects/project-settings.tsx";
import { readProject } from "../../project-data.ts";

type Props = PageProps<"/projects/[project]/settings">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Settings of ${decodeURIComponent((await params).project)}` };
}

export default async function ProjectSettingsPage({ params }: Props) {
  const { project } = await readProject((await params).project);
  return (
    <ProjectFrame project={project} tab="settings">
      <ProjectSettings key={project.updatedAt} project={project} />
    </ProjectFrame>
  );
}
