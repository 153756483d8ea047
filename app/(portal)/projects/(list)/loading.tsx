import { ProjectSkeleton } from "#components/projects/project-skeleton.tsx";

export default function Loading() {
  return <ProjectSkeleton />;
}
