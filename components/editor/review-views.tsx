"use client";
import { useState } from "react";
import { DiffView } from "#components/diff/diff-view.tsx";
import { type FindingsView, filterFindings, wholeView } from "#components/engine/arrange-findings.ts";
import { FindingsList } from "#components/engine/findings-list.tsx";
import { FindingsStanding } from "#components/engine/findings-standing.tsx";
import { nothingFoundYet } from "#components/engine/findings-state.ts";
import { FindingsTools, SeveritySwitches } from "#components/engine/findings-tools.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { ReviewView } from "#lib/catalog/draft-schema.ts";
import { languageOf } from "#lib/engine/findings/code-language.ts";
import type { Finding } from "#lib/engine/schema.ts";
import type { ArtifactKindName } from "./editor-artifact.ts";
import { RenderedDiff } from "./rendered-diff.tsx";

export type ReviewTab = "files" | "rendered" | "findings";

type ReviewViewsProps = {
  kind: ArtifactKindName;
  review: ReviewView;
  findings: readonly Finding[];
  tab: ReviewTab;
  onTab: (tab: ReviewTab) => void;
  /** Leaves the review for a place in the editor. */
  onOpenPlace: (path: string, line: number, column: number) => void;
};

/** What is reviewed: the files, what they render to, and what was found in them. */
export function ReviewViews({ kind, review, findings, tab, onTab, onOpenPlace }: ReviewViewsProps) {
  const files = useSeen();
  const objects = useSeen();
  const { rendered } = review;
  return (
    <Tabs
      label="Review"
      fill
      value={tab}
      onValueChange={onTab}
      tabs={[
        { value: "files", label: "Files", count: review.files.changes.length },
        {
          value: "rendered",
          label: "Rendered",
          count: rendered.state === "compared" ? rendered.files.changes.length : undefined,
        },
        { value: "findings", label: "Findings", count: findings.length },
      ]}
    >
      {tab === "files" ? (
        <DiffView
          files={review.files.changes}
          unchangedCount={review.files.unchangedCount}
          partial={review.files.partial}
          languageOf={(path) => languageOf(path, kind)}
          seen={files}
          contained
        />
      ) : tab === "rendered" ? (
        <RenderedDiff
          kind={kind}
          rendered={rendered}
          against={review.against}
          seen={objects}
          onOpenPlace={onOpenPlace}
        />
      ) : (
        <ReviewFindings findings={findings} onOpenPlace={onOpenPlace} />
      )}
    </Tabs>
  );
}

function ReviewFindings({ findings, onOpenPlace }: Pick<ReviewViewsProps, "findings" | "onOpenPlace">) {
  const [view, setView] = useState<FindingsView>(wholeView);
  return (
    <>
      {findings.length > 0 ? (
        <div className="border-line flex flex-wrap items-center gap-3 border-b px-4.5 py-1.5">
          <SeveritySwitches findings={findings} view={view} onView={setView} />
          <FindingsTools findings={findings} view={view} onView={setView} />
        </div>
      ) : null}
      <div className="min-h-0 flex-1 overflow-y-auto">
        <FindingsStanding
          state={{ ...nothingFoundYet, phase: "checked" }}
          isEmpty={findings.length === 0}
          checked="The server checked the draft as it would be published."
        />
        <FindingsList
          findings={filterFindings(findings, view)}
          by={view.by}
          stickyHeads
          doorOf={({ path, line, column, isInOutput }) => {
            if (path === null) return null;
            return {
              onGo: () => (isInOutput ? onOpenPlace(path, 1, 1) : onOpenPlace(path, line ?? 1, column ?? 1)),
            };
          }}
        />
      </div>
    </>
  );
}

/** What a reader has ticked off. */
function useSeen() {
  const [paths, setPaths] = useState<ReadonlySet<string>>(new Set());
  const onToggle = (path: string) => {
    const next = new Set(paths);
    if (!next.delete(path)) next.add(path);
    setPaths(next);
  };
  return { paths, onToggle };
}
