import { Page } from "#components/layout/page.tsx";
import { TableSkeleton } from "#components/layout/table-skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

type ArtifactSkeletonProps = { view: "overview" | "rows" | "files" };

/** An artifact's page while it loads: head, tabs and view in their final sizes. */
export function ArtifactSkeleton({ view }: ArtifactSkeletonProps) {
  return (
    <Page>
      <div className="flex flex-col gap-3">
        <span className="flex h-6 items-center">
          <Skeleton width="quarter" />
        </span>
        <div className="flex h-12.5 flex-col justify-center gap-2.5">
          <Skeleton width="third" height="title" />
          <Skeleton width="half" />
        </div>
        <div className="border-line flex h-9 items-center gap-6 border-b">
          <Skeleton width="chip" />
          <Skeleton width="chip" />
          <Skeleton width="chip" />
          <Skeleton width="chip" />
        </div>
      </div>
      {views[view]}
    </Page>
  );
}

function Lines() {
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-3.5">
      <Skeleton width="third" height="title" />
      <Skeleton width="most" />
      <Skeleton width="full" />
      <Skeleton width="most" />
      <Skeleton width="half" />
    </div>
  );
}

const views = {
  rows: <TableSkeleton what="the list" />,
  overview: (
    <div role="status" aria-label="Loading the version" className="flex flex-col gap-6.5">
      <div className="border-line flex h-10.5 items-center gap-8 border-y">
        <Skeleton width="quarter" />
        <Skeleton width="quarter" />
        <Skeleton width="quarter" />
      </div>
      <div className="lg:grid-cols-artifact grid gap-x-10 gap-y-8">
        <Lines />
        <div className="flex flex-col gap-4">
          <Skeleton width="third" />
          <Skeleton height="block" />
          <Lines />
        </div>
      </div>
    </div>
  ),
  files: (
    <div role="status" aria-label="Loading the files" className="lg:grid-cols-browser grid gap-x-6 gap-y-4">
      <Lines />
      <div className="flex flex-col gap-3">
        <Skeleton width="half" />
        <Skeleton height="block" />
        <Skeleton height="block" />
        <Skeleton height="block" />
      </div>
    </div>
  ),
};
