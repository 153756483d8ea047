import { Page } from "#components/layout/page.tsx";
import { TableSkeleton } from "#components/layout/table-skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** A list of projects, or one of them, while it loads: title, figures, search and rows in their final sizes. */
export function ProjectSkeleton() {
  return (
    <Page>
      <div className="flex h-12.5 flex-col justify-center gap-2.5">
        <Skeleton width="quarter" height="title" />
        <Skeleton width="half" />
      </div>
      <Skeleton width="most" height="title" />
      <span className="flex h-7.5 items-center">
        <Skeleton width="third" height="title" />
      </span>
      <TableSkeleton what="projects" lines="two" />
    </Page>
  );
}
