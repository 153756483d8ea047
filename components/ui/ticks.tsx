import { placeTicks, type TickMark } from "./place-ticks.ts";

type TicksProps = {
  marks: readonly TickMark[];
  /** ISO time of the right end; the server hands it down, so that both sides draw the same. */
  until: string;
  months?: number | undefined;
  /** The same in words: "7 in the past 12 months, the last one major". */
  label: string;
};

const heights = { heavy: "1V12", medium: "4V12", light: "7V12" };

function path(of: readonly { x: number; weight: TickMark["weight"] }[]): string {
  return of.map(({ x, weight }) => `M${x} ${heights[weight]}`).join("");
}

/** Publications on a baseline with a tick a month: 132 × 16. */
export function Ticks({ marks, until, months = 12, label }: TicksProps) {
  const placed = placeTicks(marks, until, months);
  const kept = placed.filter((tick) => !tick.struck);
  const scale = Array.from(
    { length: months + 1 },
    (_, month) => `M${(0.5 + (month * 131) / months).toFixed(1)} 12.5v2.5`,
  );
  return (
    <svg
      viewBox="0 0 132 16"
      width="132"
      height="16"
      role="img"
      aria-label={label}
      className="block fill-none"
    >
      <path d={`M.5 12.5h131${scale.join("")}`} className="stroke-line-strong" />
      <path d={path(kept.filter((tick) => tick.weight === "light"))} className="stroke-control" />
      <path d={path(kept.filter((tick) => tick.weight === "medium"))} className="stroke-ink" />
      <path d={path(kept.filter((tick) => tick.weight === "heavy"))} strokeWidth="2" className="stroke-ink" />
      <path
        d={placed
          .filter((tick) => tick.struck)
          .map(({ x }) => `M${x} 4.5v7`)
          .join("")}
        strokeDasharray="1.5 1.5"
        className="stroke-danger"
      />
    </svg>
  );
}
