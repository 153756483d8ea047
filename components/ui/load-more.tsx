"use client";
import { Button } from "./button.tsx";

type LoadMoreProps = {
  /** How many are shown, of how many where that is known. */
  shown: number;
  total?: number | undefined;
  /** What they are: "versions", and one of them: "version". */
  what: string;
  one: string;
  hasMore: boolean;
  working: boolean;
  onMore: () => void;
};

export function LoadMore({ shown, total, what, one, hasMore, working, onMore }: LoadMoreProps) {
  const number = new Intl.NumberFormat("en-GB");
  return (
    <div className="text-ink-muted flex min-h-7.5 items-center gap-3">
      {hasMore ? (
        <Button working={working ? "Loading" : false} onClick={onMore}>
          {`Show more ${what}`}
        </Button>
      ) : null}
      <span role="status">
        {total === undefined || !hasMore
          ? `${number.format(shown)} ${shown === 1 ? one : what}`
          : `${number.format(shown)} of ${number.format(total)} ${what}`}
      </span>
    </div>
  );
}
