import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";
import { type FindingCounts, worstOf } from "./count-findings.ts";
import { severityLooks } from "./finding-looks.ts";

/** The worst that is there and how much of it, in the room of a tree's row or a tab. Notes ask for nothing: they stay out. */
export function WorstCount({ counts }: { counts: FindingCounts | undefined }) {
  const worst = worstOf(counts);
  if (!worst) return null;
  const { sign, ink, word, words } = severityLooks[worst.severity];
  return (
    <span className={cx("flex items-center gap-0.5 text-micro", ink)}>
      <Icon of={sign} size="chip" />
      {worst.count}
      <span className="sr-only">{worst.count === 1 ? ` ${word}` : ` ${words}`}</span>
    </span>
  );
}
