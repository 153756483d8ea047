import { Skeleton } from "#components/ui/skeleton.tsx";

type TableSkeletonProps = {
  /** What is loading: "charts". */
  what: string;
  rows?: number | undefined;
  /** two: a name with a description below it. */
  lines?: "one" | "two" | undefined;
};

const WIDTHS = ["third", "quarter", "half"] as const;

/** The head and rows of a list while it loads, as high as those that follow. */
export function TableSkeleton({ what, rows = 8, lines = "one" }: TableSkeletonProps) {
  return (
    <div role="status" aria-label={`Loading ${what}`}>
      <div className="border-line-strong h-7.75 border-b max-sm:hidden" />
      {[...Array(rows).keys()].map((row) => (
        <div
          key={row}
          className={`border-line flex items-center gap-4 border-b ${lines === "two" ? "h-13.5" : "h-8.5"}`}
        >
          <span className="flex w-1/2 flex-col gap-2">
            <Skeleton width={WIDTHS[row % 3]} />
            {lines === "two" ? <Skeleton width="half" /> : null}
          </span>
          <Skeleton width="chip" height="chip" />
          <span className="w-1/5 max-sm:hidden">
            <Skeleton width="most" />
          </span>
        </div>
      ))}
    </div>
  );
}
