import { Skeleton } from "#components/ui/skeleton.tsx";
import { PageHeader } from "./page-header.tsx";
import { TableSkeleton } from "./table-skeleton.tsx";

type SettingsSkeletonProps = {
  title: string;
  /** What is loading: "members". */
  what: string;
  lines: "one" | "two";
  /** A search and filters stand above the table. */
  filtered?: boolean | undefined;
};

/** A page of settings while it loads: its title, its sentence, its filters and the rows of its table in their final sizes. */
export function SettingsSkeleton({ title, what, lines, filtered }: SettingsSkeletonProps) {
  return (
    <>
      <PageHeader
        title={title}
        description={
          <span className="flex h-5 items-center">
            <Skeleton width="half" />
          </span>
        }
      />
      {filtered ? (
        <span className="flex h-7.5 items-center max-sm:h-10">
          <Skeleton width="third" height="title" />
        </span>
      ) : null}
      <TableSkeleton what={what} lines={lines} />
    </>
  );
}
