import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";
import type { FindingCounts } from "./count-findings.ts";
import { SEVERITIES, severityLooks } from "./finding-looks.ts";

/** How many of each severity, side by side; of none, nothing. */
export function SeverityCounts({ counts }: { counts: FindingCounts }) {
  return (
    <span className="text-small inline-flex items-center gap-2">
      {SEVERITIES.map((severity) => {
        const { sign, ink, word, words } = severityLooks[severity];
        const count = counts[severity];
        if (count === 0) return null;
        return (
          <span key={severity} className={cx("flex items-center gap-1", ink)}>
            <Icon of={sign} size="badge" />
            {count.toLocaleString("en")}
            <span className="sr-only">{count === 1 ? word : words}</span>
          </span>
        );
      })}
    </span>
  );
}
