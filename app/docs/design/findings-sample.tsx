"use client";
import { useState } from "react";
import { type FindingsView, filterFindings, wholeView } from "#components/engine/arrange-findings.ts";
import { countFindings } from "#components/engine/count-findings.ts";
import { FindingsList } from "#components/engine/findings-list.tsx";
import { FindingsStanding } from "#components/engine/findings-standing.tsx";
import { type FindingsState, nothingFoundYet } from "#components/engine/findings-state.ts";
import { FindingsTools, SeveritySwitches } from "#components/engine/findings-tools.tsx";
import { KubeVersionsMenu } from "#components/engine/kube-versions-menu.tsx";
import { SeverityCounts } from "#components/engine/severity-counts.tsx";
import { WorstCount } from "#components/engine/worst-count.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { Finding } from "#lib/engine/schema.ts";
import { sampleFindings } from "./sample-findings.ts";
import { Section } from "./section.tsx";

const known = ["1.25", "1.27", "1.29", "1.30", "1.31", "1.32"];
const usual = ["1.29", "1.30", "1.31", "1.32"];

const standings: { title: string; state: Partial<FindingsState> }[] = [
  { title: "Waiting", state: {} },
  { title: "Checking", state: { phase: "checking" } },
  { title: "None", state: { phase: "checked" } },
  {
    title: "Partial",
    state: {
      phase: "checked",
      unchecked: ["The rendered objects were not: there is no output of these files."],
    },
  },
  {
    title: "Failed",
    state: { phase: "failed", failure: "Checking took longer than 20 s and was stopped." },
  },
];

export function FindingsSample() {
  const [view, setView] = useState<FindingsView>(wholeView);
  const [versions, setVersions] = useState<readonly string[]>(usual);
  const [current, setCurrent] = useState<Finding | null>(sampleFindings[1] ?? null);
  return (
    <Section title="Findings">
      <div className="flex flex-wrap items-center gap-3">
        <SeveritySwitches findings={sampleFindings} view={view} onView={setView} />
        <FindingsTools findings={sampleFindings} view={view} onView={setView} />
        <KubeVersionsMenu known={known} usual={usual} chosen={versions} onChoose={setVersions} />
        <span className="text-ink-muted flex items-center gap-2">
          In a tree or a tab <WorstCount counts={countFindings(sampleFindings)} /> in a head
          <SeverityCounts counts={countFindings(sampleFindings)} />
        </span>
      </div>
      <div className="border-line border">
        <FindingsList
          findings={filterFindings(sampleFindings, view)}
          by={view.by}
          current={current}
          doorOf={(finding) => (finding.path === null ? null : { onGo: () => setCurrent(finding) })}
          mostAtOnce={4}
        />
      </div>
      <div className="grid grid-cols-3 gap-4 max-lg:grid-cols-1">
        {standings.map(({ title, state }) => (
          <Panel key={title} title={title}>
            <FindingsStanding
              state={{ ...nothingFoundYet, ...state }}
              isEmpty
              checked="Checked: YAML, helm lint, templates, and 8 objects against Kubernetes 1.29–1.32."
              onRetry={() => undefined}
            />
          </Panel>
        ))}
      </div>
    </Section>
  );
}
