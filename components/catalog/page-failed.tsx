"use client";
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ComponentProps, startTransition } from "react";
import { Page } from "#components/layout/page.tsx";
import { RouteFailed } from "#components/layout/route-failed.tsx";
import { Button } from "#components/ui/button.tsx";
import { FailedState } from "#components/ui/failed-state.tsx";
import { useReadiness } from "./use-readiness.ts";

/** For error.tsx: asks the server what it lacks, says so, and brings the page back once it is whole (CAT-7, NB-11). */
export function PageFailed(props: ComponentProps<typeof RouteFailed>) {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      props.reset();
    });
  const missing = useReadiness(again);
  if (missing === null) return <RouteFailed {...props} />;
  const isDatabase = missing.includes("database");
  return (
    <Page>
      <FailedState
        as="h1"
        title={isDatabase ? "The database does not answer" : "The server is not ready"}
        actions={
          <Button tone="primary" icon={RotateCw} onClick={again}>
            Try again
          </Button>
        }
      >
        <p>
          {isDatabase
            ? "Chartroom cannot reach PostgreSQL, so this page cannot be shown. Nothing was lost: what was saved and published is kept."
            : "Chartroom lacks something that it needs to show this page. Nothing was changed or lost."}
        </p>
        <p>
          This page comes back by itself as soon as the server is ready. Whoever runs this server finds the
          cause in its log; /readyz names what is missing: {missing}.
        </p>
      </FailedState>
    </Page>
  );
}
