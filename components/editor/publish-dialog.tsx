"use client";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { kindLooks } from "#components/catalog/kind-tile.tsx";
import { VersionChip } from "#components/catalog/version-chip.tsx";
import { readFailure } from "#components/layout/read-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { FailedState } from "#components/ui/failed-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type ClientRef, catalogQueries } from "#lib/catalog/client.ts";
import type { ReviewView } from "#lib/catalog/draft-schema.ts";
import type { VersionView } from "#lib/catalog/schema.ts";
import type { Finding } from "#lib/engine/schema.ts";
import { displayName } from "#lib/ids/ids.ts";
import { PublishForm, type TypedPublication } from "./publish-form.tsx";
import { type ReviewTab, ReviewViews } from "./review-views.tsx";

type PublishDialogProps = {
  artifact: ClientRef;
  onClose: () => void;
  onPublished: (version: VersionView) => void;
  /** Leaves for a place in the editor. */
  onOpenPlace: (path: string, line: number, column: number) => void;
};

/**
 * The review of everything that will be published, and the publication (GOH-25 to GOH-27). The button is not there before
 * the review is: nobody publishes what was not shown.
 */
export function PublishDialog({ artifact, onClose, onPublished, onOpenPlace }: PublishDialogProps) {
  const review = useQuery({
    ...catalogQueries.review(artifact, null),
    // A refused publication must not take the review away from under what is typed: only "Review again" reads it anew.
    staleTime: "static",
    gcTime: 0,
  });
  const [typed, setTyped] = useState<TypedPublication>({ tag: null, notes: null });
  const { icon } = kindLooks[artifact.kind];
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Publish ${displayName(artifact)}`}
      icon={icon}
      size="full"
      flush
      beside={review.data ? <Against review={review.data} /> : null}
    >
      {review.data && !review.isRefetching ? (
        <Reviewed
          key={review.data.draftCommit}
          artifact={artifact}
          review={review.data}
          typed={typed}
          onType={setTyped}
          onReviewAgain={() => void review.refetch()}
          onPublished={onPublished}
          onOpenPlace={onOpenPlace}
        />
      ) : review.error ? (
        <Failed error={review.error} onRetry={() => void review.refetch()} />
      ) : (
        <Loading />
      )}
    </Dialog>
  );
}

function Against({ review }: { review: ReviewView }) {
  return (
    <span className="text-ink-muted text-small flex items-center gap-1.5 max-sm:hidden">
      Draft <span className="text-ink font-mono">{review.draftCommit.slice(0, 7)}</span> against
      {review.against === null ? " nothing: the first version" : <VersionChip tag={review.against} latest />}
    </span>
  );
}

type ReviewedProps = {
  artifact: ClientRef;
  review: ReviewView;
  typed: TypedPublication;
  onType: (typed: TypedPublication) => void;
  onReviewAgain: () => void;
  onPublished: (version: VersionView) => void;
  onOpenPlace: (path: string, line: number, column: number) => void;
};

function Reviewed(props: ReviewedProps) {
  const { artifact, review, typed, onType, onReviewAgain, onPublished, onOpenPlace } = props;
  const [tab, setTab] = useState<ReviewTab>("files");
  // A refused publication may know of findings that the review, under another tag, did not have.
  const [blockedBy, setBlockedBy] = useState<readonly Finding[] | null>(null);
  const findings = blockedBy ?? review.findings;
  const views = useRef<HTMLDivElement>(null);
  const read = () => {
    setTab("findings");
    views.current?.scrollIntoView({ block: "nearest" });
    views.current?.querySelector<HTMLElement>('[role="tab"]:last-of-type')?.focus();
  };
  return (
    // As high as the dialog may be, whatever the tab holds: nothing moves from one to the next.
    <div className="flex min-h-0 flex-1 max-lg:flex-col lg:h-screen">
      <div ref={views} className="flex min-w-0 flex-1 flex-col lg:min-h-0">
        <ReviewViews
          kind={artifact.kind}
          review={review}
          findings={findings}
          tab={tab}
          onTab={setTab}
          onOpenPlace={onOpenPlace}
        />
      </div>
      <div className="border-line bg-surface w-93 shrink-0 overflow-y-auto border-l max-lg:w-full max-lg:border-t max-lg:border-l-0">
        <PublishForm
          artifact={artifact}
          review={review}
          findings={findings}
          typed={typed}
          onType={onType}
          onReadFindings={read}
          onBlocked={setBlockedBy}
          onReviewAgain={onReviewAgain}
          onPublished={onPublished}
        />
      </div>
    </div>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { message, hint, requestId } = readFailure(error);
  return (
    <FailedState
      title="Could not load the review"
      framed={false}
      actions={<Button onClick={onRetry}>Try again</Button>}
      requestId={requestId ?? undefined}
    >
      {message} {hint ?? "Nothing was published. Saving still works."}
    </FailedState>
  );
}

function Loading() {
  return (
    <div aria-busy="true" className="flex min-h-100 flex-col gap-3 p-5">
      <span className="sr-only" role="status">
        Comparing the draft with the latest version
      </span>
      <Skeleton width="third" />
      <Skeleton width="most" />
      <Skeleton width="half" />
      <Skeleton height="block" />
      <Skeleton height="block" />
    </div>
  );
}
