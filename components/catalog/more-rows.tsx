"use client";
import { Banner } from "#components/ui/banner.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";

/** What an infinite query says of its next page. */
type NextPage = {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: Error | null;
  fetchNextPage: () => Promise<unknown>;
};

type MoreRowsProps = { list: NextPage; shown: number; total: number; what: string; one: string };

/** The end of a paged list: how much is shown, the way to more, and why more did not come. */
export function MoreRows({ list, shown, total, what, one }: MoreRowsProps) {
  return (
    <>
      {list.isFetchNextPageError ? (
        <Banner tone="danger" live title={`The next ${what} could not be loaded.`}>
          {list.error?.message} What is shown is complete up to here.
        </Banner>
      ) : null}
      <LoadMore
        shown={shown}
        total={total}
        what={what}
        one={one}
        hasMore={list.hasNextPage}
        working={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}
