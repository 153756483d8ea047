"use client";
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { FailedState } from "#components/ui/failed-state.tsx";
import { Page } from "./page.tsx";

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
          The server met a fault while it made this page. Nothing was changed. If it happens again, tell
          whoever runs this server
          {error.digest ? ", with the number below: it finds the line in the log" : ""}.
        </p>
      </FailedState>
    </Page>
  );
}
