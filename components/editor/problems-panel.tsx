"use client";
import { ChevronDown, ChevronUp } from "lucide-react";
import type { Ref } from "react";
import type { FindingsView } from "#components/engine/arrange-findings.ts";
import { countFindings } from "#components/engine/count-findings.ts";
import type { FindingDoor } from "#components/engine/finding-row.tsx";
import { FindingsList } from "#components/engine/findings-list.tsx";
import { FindingsStanding } from "#components/engine/findings-standing.tsx";
import type { FindingsState } from "#components/engine/findings-state.ts";
import { FindingsTools, SeveritySwitches } from "#components/engine/findings-tools.tsx";
import { KubeVersionsMenu, sayChosen } from "#components/engine/kube-versions-menu.tsx";
import { sayCounts } from "#components/engine/say-finding.ts";
import { cx } from "#components/ui/cx.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { DEFAULT_KUBE_VERSIONS, KUBE_VERSIONS } from "#lib/engine/findings/kube-versions.ts";
import type { Finding } from "#lib/engine/schema.ts";
import type { ArtifactKindName } from "./editor-artifact.ts";

type ProblemsPanelProps = {
  ref?: Ref<HTMLElement>;
  state: FindingsState;
  /** Everything that is known, typed a moment ago or found by a check. */
  findings: readonly Finding[];
  /** What the view leaves of them. */
  shown: readonly Finding[];
  view: FindingsView;
  onView: (view: FindingsView) => void;
  /** The one the keyboard went to last. */
  current: Finding | null;
  doorOf: (finding: Finding) => FindingDoor;
  kind: ArtifactKindName;
  /** The Kubernetes versions that are checked against. */
  minors: readonly string[];
  onMinors: (minors: readonly string[]) => void;
  isOpen: boolean;
  onToggle: () => void;
  onRetry: () => void;
};

/** Everything that was found in the working files, outside of the text: a press goes there, F8 goes from one to the next. */
export function ProblemsPanel(props: ProblemsPanelProps) {
  const { state, findings, shown, view, onView, isOpen } = props;
  const said = sayCounts(countFindings(findings));
  return (
    <section
      ref={props.ref}
      tabIndex={-1}
      aria-label="Problems"
      className={cx("border-line-strong bg-surface flex shrink-0 flex-col border-t", isOpen && "h-58")}
    >
      <div className="flex min-h-8.5 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 py-0.75 pr-2 pl-3.5">
        <h2 className="font-semibold">Problems</h2>
        <SeveritySwitches findings={findings} view={view} onView={onView} />
        <Progress state={state} />
        <span className="flex-1" />
        {isOpen ? (
          <span className="no-scrollbar max-sm:fade-end flex items-center gap-2 max-sm:order-last max-sm:w-full max-sm:overflow-x-auto">
            {findings.length > 0 ? <FindingsTools findings={findings} view={view} onView={onView} /> : null}
            <KubeVersionsMenu
              known={KUBE_VERSIONS}
              usual={DEFAULT_KUBE_VERSIONS}
              chosen={props.minors}
              onChoose={props.onMinors}
            />
          </span>
        ) : null}
        {shown.length > 0 ? (
          <span className="text-ink-muted text-small flex items-center gap-1.5 max-lg:hidden">
            <KeyHint keys="F8" />
            next problem
          </span>
        ) : null}
        <IconButton
          label={isOpen ? "Fold the list of problems" : "Show the list of problems"}
          icon={isOpen ? ChevronDown : ChevronUp}
          size="small"
          aria-expanded={isOpen}
          onClick={props.onToggle}
        />
      </div>
      <span role="status" className="sr-only">
        {state.phase === "checked" ? `Checked: ${said}` : ""}
      </span>
      {isOpen ? (
        <div className="border-line min-h-0 flex-1 overflow-y-auto border-t">
          <FindingsStanding
            state={state}
            isEmpty={findings.length === 0}
            checked={sayChecked(props.kind, props.minors)}
            onRetry={props.onRetry}
          />
          <FindingsList
            findings={shown}
            by={view.by}
            doorOf={props.doorOf}
            current={props.current}
            stickyHeads
          />
          {findings.length > shown.length ? (
            <p className="text-ink-muted px-3.5 py-2">
              {findings.length - shown.length} are hidden by the filter.{" "}
              <TextButton onClick={() => onView({ ...view, hidden: new Set(), code: null })}>
                Show all
              </TextButton>
            </p>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}

/** Puts the focus on the row that F8 went to last, else the first; on the panel where there is none. */
export function goIntoProblems(panel: HTMLElement | null): void {
  const row =
    panel?.querySelector<HTMLElement>('[data-finding][aria-current="true"]') ??
    panel?.querySelector<HTMLElement>("[data-finding]");
  (row ?? panel)?.focus();
}

/** That a newer check is under way, while what an older one found is still listed. */
function Progress({ state }: { state: FindingsState }) {
  if (state.phase === "failed") return <span className="text-danger text-small">Check failed</span>;
  if (state.phase !== "checking" && !state.isStale) return null;
  return (
    <span className="text-ink-muted text-small flex items-center gap-1.5">
      <Spinner size="chip" />
      Checking
    </span>
  );
}

/** What a whole check looked at. */
function sayChecked(kind: ArtifactKindName, minors: readonly string[]): string {
  const objects = `the rendered objects against Kubernetes ${sayChosen(minors, KUBE_VERSIONS)}`;
  switch (kind) {
    case "chart":
      return `Checked: syntax, helm lint, values against their schema, templates with the values of the preview, and ${objects}.`;
    case "kustomize-base":
      return `Checked: syntax, kustomize build, and ${objects}.`;
    case "manifest-bundle":
      return `Checked: syntax, the rules of bundles, and ${objects}.`;
  }
}
