"use client";
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { FailedState } from "#components/ui/failed-state.tsx";
import { Page } from "./page.tsx";
import { useReadiness } from "./use-readiness.ts";

type RouteFailedProps = {
  error: Error & { digest?: string };
  reset: () => void;
  /** "Could not load this chart". */
  title?: string | undefined;
  backHref?: string | undefined;
};

/** For error.tsx at every level: what failed, that nothing was lost, and a way on. */
export function RouteFailed({
  error,
  reset,
  title = "Could not load this page",
  backHref = "/",
}: RouteFailedProps) {
  const router = useRouter();
  function again() {
    startTransition(() => {
      router.refresh();
      reset();
    });
  }
  const missing = useReadiness(again);
  if (missing !== null) return <ServerNotReady missing={missing} onRetry={again} />;
  return (
    <Page>
      <FailedState
        as="h1"
        title={title}
        requestId={error.digest}
        actions={
          <>
            <Button tone="primary" icon={RotateCw} onClick={again}>
              Try again
            </Button>
            <ButtonLink tone="quiet" href={backHref}>
              Back to the start
            </ButtonLink>
          </>
        }
      >
        <p>
          The server met a fault while it made this page. Nothing was changed. If it happens again, give the
          number below to whoever runs this server: it finds the line in the log.
        </p>
      </FailedState>
    </Page>
  );
}

/** The server answers and says itself what it lacks. It is asked again and again, and the page comes back by itself. */
function ServerNotReady({ missing, onRetry }: { missing: string; onRetry: () => void }) {
  const isDatabase = missing.includes("database");
  return (
    <Page>
      <FailedState
        as="h1"
        title={isDatabase ? "The database does not answer" : "The server is not ready"}
        actions={
          <Button tone="primary" icon={RotateCw} onClick={onRetry}>
            Try again
          </Button>
        }
      >
        <p>
          {isDatabase
            ? "Chartroom cannot reach PostgreSQL, so this page cannot be shown. Nothing was changed or lost: what was saved and published is kept."
            : "Chartroom lacks something that it needs to show this page. Nothing was changed or lost."}
        </p>
        <p>
          This page comes back by itself as soon as the server is ready. Whoever runs this server finds the
          cause in its log; /readyz now says: {missing}.
        </p>
      </FailedState>
    </Page>
  );
}
