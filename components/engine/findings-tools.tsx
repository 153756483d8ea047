"use client";
import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Finding } from "#lib/engine/schema.ts";
import { countCodes, type FindingsView } from "./arrange-findings.ts";
import { countFindings } from "./count-findings.ts";
import { SEVERITIES, severityLooks } from "./finding-looks.ts";
import { sayCode } from "./say-finding.ts";

type FindingsToolsProps = {
  /** All of them, whatever the view hides. */
  findings: readonly Finding[];
  view: FindingsView;
  onView: (view: FindingsView) => void;
};

const ALL = "all";

/** Which kind of finding is shown, and how they are grouped. */
export function FindingsTools({ findings, view, onView }: FindingsToolsProps) {
  const codes = countCodes(findings);
  const kinds = codes.map(({ code, count }) => ({ value: code, label: sayCode(code), hint: count }));
  // A kind stays chosen while it is mended away, so that the list does not jump to others.
  const isGone = view.code !== null && codes.every(({ code }) => code !== view.code);
  const gone =
    view.code === null || !isGone ? [] : [{ value: view.code, label: sayCode(view.code), hint: 0 }];
  return (
    <span className="flex shrink-0 items-center gap-2">
      <Select
        size="small"
        aria-label="Kind of finding"
        value={view.code ?? ALL}
        options={[{ value: ALL, label: "All kinds", hint: findings.length }, ...kinds, ...gone]}
        onValueChange={(code) => onView({ ...view, code: code === ALL ? null : code })}
      />
      <Segmented
        label="Group by"
        value={view.by}
        options={[
          { value: "file", label: "By file" },
          { value: "severity", label: "By severity" },
        ]}
        onValueChange={(by) => onView({ ...view, by })}
      />
    </span>
  );
}

/** The counts as switches: what is pressed is shown. */
export function SeveritySwitches({ findings, view, onView }: FindingsToolsProps) {
  const counts = countFindings(findings);
  const toggle = (severity: Finding["severity"]) => {
    const hidden = new Set(view.hidden);
    if (!hidden.delete(severity)) hidden.add(severity);
    onView({ ...view, hidden });
  };
  return (
    <fieldset className="flex items-center gap-1">
      <legend className="sr-only">Severities that are shown</legend>
      {SEVERITIES.map((severity) => {
        const { sign, ink, word, words } = severityLooks[severity];
        const count = counts[severity];
        if (count === 0) return null;
        const isShown = !view.hidden.has(severity);
        return (
          <button
            key={severity}
            type="button"
            aria-pressed={isShown}
            data-tip={isShown ? `Hide ${words}` : `Show ${words}`}
            onClick={() => toggle(severity)}
            className={cx(
              "flex h-6 items-center gap-1 rounded-control border px-1.5 text-small transition-colors max-sm:h-9",
              isShown
                ? cx("border-line-strong bg-raised hover:bg-hover", ink)
                : "border-line border-dashed text-ink-faint line-through hover:text-ink",
            )}
          >
            <Icon of={sign} size="badge" />
            {count.toLocaleString("en")}
            <span className="sr-only">{count === 1 ? word : words}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
