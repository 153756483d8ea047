import { CircleCheck } from "lucide-react";
import { type FindingCounts, worstOf } from "#components/engine/count-findings.ts";
import type { FindingsState } from "#components/engine/findings-state.ts";
import { sayCounts } from "#components/engine/say-finding.ts";
import { WorstCount } from "#components/engine/worst-count.tsx";
import { Icon } from "#components/ui/icon.tsx";

type StatusFindingsProps = { state: FindingsState; counts: FindingCounts; onShow: () => void };

/** What was found, in the line at the bottom; a press shows the list. */
export function StatusFindings({ state, counts, onShow }: StatusFindingsProps) {
  const total = counts.error + counts.warning + counts.info;
  const isWhole = state.phase === "checked" && !state.isStale && state.unchecked.length === 0;
  const said = total > 0 ? sayCounts(counts) : isWhole ? "No findings" : sayPhase(state);
  return (
    <button
      type="button"
      onClick={onShow}
      data-tip="Show the list of problems"
      className="hover:text-ink hover:bg-hover -mx-2.75 flex h-full items-center gap-1.25 px-2.75"
    >
      {total === 0 && isWhole ? <Icon of={CircleCheck} size="chip" tone="positive" /> : null}
      <span className="max-sm:hidden">{said}</span>
      <span className="sm:hidden">{worstOf(counts) ? <WorstCount counts={counts} /> : said}</span>
    </button>
  );
}

function sayPhase({ phase, isStale }: FindingsState): string {
  if (phase === "failed") return "Check failed";
  return phase === "checked" && !isStale ? "Not everything was checked" : "Checking";
}
