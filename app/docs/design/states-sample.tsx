import { Plus, RotateCw } from "lucide-react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FailedState } from "#components/ui/failed-state.tsx";
import { InlineCode } from "#components/ui/inline-code.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { Section } from "./section.tsx";

export function StatesSample() {
  return (
    <Section title="Four states, never mistaken for each other">
      <div className="grid grid-cols-3 gap-4 max-lg:grid-cols-1">
        <EmptyState
          as="h3"
          title="No charts yet"
          actions={
            <Button tone="primary" icon={Plus} keyHint="n">
              New chart
            </Button>
          }
        >
          Charts written here, pushed with helm or read from another registry appear in this list.
        </EmptyState>
        <EmptyState
          as="h3"
          reason="lost"
          title="No chart matches “ledgr”"
          actions={<Button>Clear search</Button>}
        >
          119 charts are visible to you in 4 chosen projects.
        </EmptyState>
        <EmptyState as="h3" reason="zero" title="These values render to nothing">
          All 3 templates ran. Each is inside <InlineCode>if .Values.enabled</InlineCode>.
        </EmptyState>
        <FailedState
          as="h3"
          title="Could not load the compare"
          requestId="req_01JD8M4T"
          actions={<Button icon={RotateCw}>Try again</Button>}
        >
          Version 2.2.4 is there, but rendering it took longer than 15 s and was stopped. This is not the same
          as “no changes”.
        </FailedState>
        <div className="flex flex-col gap-2">
          <Banner tone="caution" title="31 of 33 versions are listed.">
            Two tags could not be read.
          </Banner>
          <Banner title="The diff was cut at 5,000 lines.">2 of 9 files are left out.</Banner>
          <Banner tone="danger" title="You are looking at a yanked version.">
            Reason: probes.
          </Banner>
          <Banner tone="positive" title="The login works." />
        </div>
        <div className="rounded-panel border-line bg-raised flex flex-col gap-3 border p-5" aria-busy="true">
          <Skeleton width="half" />
          <Skeleton width="most" />
          <Skeleton width="chip" height="chip" />
          <p className="flex items-center gap-2">
            <Spinner tone="accent" />
            <b>Publishing 2.5.0</b>
          </p>
          <Progress label="Publishing 2.5.0" value={0.62} />
        </div>
      </div>
    </Section>
  );
}
