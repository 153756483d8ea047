import { Skeleton } from "#components/ui/skeleton.tsx";
import { Page } from "./page.tsx";
import { TableSkeleton } from "./table-skeleton.tsx";

/** For loading.tsx: a title's place and a list below it. */
export function PageSkeleton({ what, lines }: { what: string; lines?: "one" | "two" | undefined }) {
  return (
    <Page>
      <div className="flex flex-col gap-2">
        <Skeleton width="quarter" height="title" />
        <Skeleton width="third" />
      </div>
      <TableSkeleton what={what} lines={lines} />
    </Page>
  );
}
