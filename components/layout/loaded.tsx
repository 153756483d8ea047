"use client";
import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { FailedState } from "#components/ui/failed-state.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { readFailure } from "./read-failure.ts";

/** What is read of a TanStack query's result. */
type QueryLike<Data> = {
  data: Data | undefined;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
};

type LoadedProps<Data> = {
  query: QueryLike<Data>;
  /** "Could not load versions". */
  failedTitle: string;
  /** Skeletons in the final size. */
  loading: ReactNode;
  /** Nothing there, with the reason; without it `children` draws emptiness itself. */
  empty?: { when: (data: Data) => boolean; show: ReactNode } | undefined;
  framed?: boolean | undefined;
  children: (data: Data) => ReactNode;
};

/**
 * The four states of what a query brings. Data that is there stays when a later load fails, under a banner that says so:
 * "could not load" never looks like "nothing here".
 */
export function Loaded<Data>({ query, failedTitle, loading, empty, framed, children }: LoadedProps<Data>) {
  const again = () => void query.refetch();
  if (query.data === undefined) {
    if (!query.error || query.isFetching) return <div aria-busy="true">{loading}</div>;
    const failure = readFailure(query.error);
    return (
      <FailedState
        title={failedTitle}
        framed={framed}
        requestId={failure.requestId ?? undefined}
        actions={
          <Button icon={RotateCw} onClick={again}>
            Try again
          </Button>
        }
      >
        <p>
          {failure.message} {failure.hint}
        </p>
      </FailedState>
    );
  }
  return (
    <>
      {query.error ? (
        <Banner
          tone="caution"
          live
          title="This may be out of date."
          action={<TextButton onClick={again}>Try again</TextButton>}
        >
          {readFailure(query.error).message}
        </Banner>
      ) : null}
      {empty?.when(query.data) ? empty.show : children(query.data)}
    </>
  );
}
