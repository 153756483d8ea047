"use client";
import { type KeyboardEvent, memo, type ReactNode, useState } from "react";
import { cx } from "#components/ui/cx.ts";
import { TextButton } from "#components/ui/text-button.tsx";
import type { Finding } from "#lib/engine/schema.ts";
import { type FindingsGroup, type FindingsGrouping, findingKey, groupFindings } from "./arrange-findings.ts";
import { countFindings } from "./count-findings.ts";
import { type FindingDoor, FindingRow } from "./finding-row.tsx";
import { SeverityCounts } from "./severity-counts.tsx";
import { useCurrentRow } from "./use-current-row.ts";

type FindingsListProps = {
  findings: readonly Finding[];
  by: FindingsGrouping;
  doorOf: (finding: Finding) => FindingDoor;
  /** The one the keyboard went to last. */
  current?: Finding | null | undefined;
  /** How many are drawn before "Show more". */
  mostAtOnce?: number | undefined;
  /** Heads stay in sight while a pane scrolls under them. */
  stickyHeads?: boolean | undefined;
};

const MOST_AT_ONCE = 200;

/** Findings in groups. Up and down go from row to row; Enter opens the place. Hold `doorOf` stable where much is drawn. */
export const FindingsList = memo(function FindingsList(props: FindingsListProps) {
  const { findings, by, doorOf, current = null, mostAtOnce = MOST_AT_ONCE, stickyHeads } = props;
  const [limit, setLimit] = useState(mostAtOnce);
  const currentKey = current ? findingKey(current) : null;
  const list = useCurrentRow(currentKey);
  const groups = groupFindings(findings, by);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows are a short way between rows that Tab reaches, too
    <div ref={list} onKeyDown={walkRows}>
      {firstOf(groups, limit).map((group) => (
        <section key={group.key} aria-label={group.title}>
          <h3
            className={cx(
              "bg-sunken border-line text-small flex min-h-6.5 items-center gap-2.5 border-b px-3.5",
              stickyHeads && "sticky top-0 z-1",
            )}
          >
            <span className={cx("min-w-0 truncate font-semibold", isPath(by, group) && "font-mono")}>
              {group.title}
            </span>
            <SeverityCounts counts={countFindings(group.all)} />
          </h3>
          <ul>
            {group.findings.map((finding) => {
              const key = findingKey(finding);
              return (
                <li key={key}>
                  <FindingRow finding={finding} door={doorOf(finding)} isCurrent={key === currentKey} />
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      {findings.length > limit ? (
        <Rest>
          {limit.toLocaleString("en")} of {findings.length.toLocaleString("en")} are shown.{" "}
          <TextButton onClick={() => setLimit(limit + MOST_AT_ONCE)}>Show more</TextButton>
        </Rest>
      ) : null}
    </div>
  );
});

type ShownGroup = FindingsGroup & { all: readonly Finding[] };

function firstOf(groups: readonly FindingsGroup[], limit: number): ShownGroup[] {
  const shown: ShownGroup[] = [];
  let left = limit;
  for (const group of groups) {
    if (left <= 0) break;
    shown.push({ ...group, all: group.findings, findings: group.findings.slice(0, left) });
    left -= group.findings.length;
  }
  return shown;
}

const isPath = (by: FindingsGrouping, { findings }: FindingsGroup) =>
  by === "file" && findings.some((finding) => finding.path !== null);

function Rest({ children }: { children: ReactNode }) {
  return <p className="text-ink-muted px-3.5 py-2">{children}</p>;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function walkRows(event: KeyboardEvent<HTMLDivElement>): void {
  const step = STEPS[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-finding]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  if (at < 0) return;
  event.preventDefault();
  rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
}
