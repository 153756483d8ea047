import { TableSkeleton } from "#components/layout/table-skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** A list page while it loads: filters, title, search and rows in their final sizes. */
export function ListSkeleton() {
  return (
    <div className="min-h-page lg:grid-cols-list grid">
      <div className="border-line bg-ground flex flex-col gap-4 border-r px-5 pt-5 pb-6 max-lg:hidden">
        <Skeleton width="half" height="title" />
        <Skeleton width="most" />
        <Skeleton width="half" />
        <Skeleton width="most" />
      </div>
      <div className="bg-surface flex min-w-0 flex-col gap-4 px-4 pt-5 pb-10 sm:px-7">
        <div className="flex h-12.5 flex-col justify-center gap-2.5">
          <Skeleton width="quarter" height="title" />
          <Skeleton width="half" />
        </div>
        <span className="flex h-7.5 items-center">
          <Skeleton width="third" height="title" />
        </span>
        <TableSkeleton what="the list" lines="two" />
      </div>
    </div>
  );
}
