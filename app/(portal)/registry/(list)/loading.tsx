import { ListSkeleton } from "#components/catalog/list-skeleton.tsx";

export default function Loading() {
  return <ListSkeleton />;
}
