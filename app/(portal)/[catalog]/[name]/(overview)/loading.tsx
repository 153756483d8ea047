import { ArtifactSkeleton } from "#components/catalog/artifact-skeleton.tsx";

export default function Loading() {
  return <ArtifactSkeleton view="overview" />;
}
