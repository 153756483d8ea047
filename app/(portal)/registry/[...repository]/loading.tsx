import { Page } from "#components/layout/page.tsx";
import { TableSkeleton } from "#components/layout/table-skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** A repository, or a manifest in it, while it loads. */
export default function Loading() {
  return (
    <Page>
      <div className="flex h-16 flex-col justify-center gap-2.5">
        <Skeleton width="quarter" />
        <Skeleton width="third" height="title" />
        <Skeleton width="half" />
      </div>
      <TableSkeleton what="the repository" lines="two" />
    </Page>
  );
}
