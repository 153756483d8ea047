type ContoursProps = {
  /** none: nothing is here yet. lost: nothing matched. zero: it came to nothing. */
  reason?: "none" | "lost" | "zero" | undefined;
};

const LINES = [
  "M0 58c30-3 44-20 78-20s48 16 92 9 56-24 94-26",
  "M0 67c34-1 52-17 82-18s54 14 96 7 52-18 86-20",
  "M34 72c22-2 36-12 56-12s44 10 80 6 60-12 94-14",
];

/** Four depth contours with a few soundings: the sign of an empty page or panel, and of nothing else. */
export function Contours({ reason = "none" }: ContoursProps) {
  return (
    <svg viewBox="0 0 264 72" width="264" height="72" aria-hidden="true" className="max-w-full fill-none">
      <path d={LINES[0]} className="stroke-line-strong" />
      <path d={LINES[1]} className="stroke-line-strong" />
      <path d="M0 46c26-4 36-20 72-21s52 15 94 8 58-22 98-26" className="stroke-control" />
      <path d={LINES[2]} strokeDasharray="3 3" className="stroke-line-strong" />
      <g className="fill-ink-faint text-keycap font-stretch-90%">
        {reason === "zero" ? (
          <>
            <text x="30" y="30">
              0
            </text>
            <text x="92" y="16">
              0
            </text>
            <text x="150" y="22">
              0
            </text>
            <text x="206" y="16">
              0
            </text>
          </>
        ) : (
          <>
            <Sounding x={30} y={30} whole="4" part="2" />
            <text x="92" y="16">
              7
            </text>
            <Sounding x={reason === "lost" ? 206 : 196} y={16} whole="3" part="5" />
          </>
        )}
        {reason === "none" ? (
          <text x="226" y="66">
            18
          </text>
        ) : null}
      </g>
      {reason === "none" ? (
        <>
          <path
            transform="translate(140 8)"
            className="fill-mark"
            d="M1 11C2.3 7.3 4.3 3.6 7.3 1.7 9.3.4 11.6 2.4 10.5 4.6 8.9 7.6 4.7 9.7 1 11Z"
          />
          <circle cx="139.5" cy="20.5" r="1.6" className="fill-ink" />
        </>
      ) : null}
      {reason === "lost" ? (
        <circle cx="150" cy="18" r="8" strokeDasharray="2 2.5" className="stroke-control" />
      ) : null}
    </svg>
  );
}

function Sounding({ x, y, whole, part }: { x: number; y: number; whole: string; part: string }) {
  return (
    <text x={x} y={y}>
      {whole}
      <tspan dy="2.5" fontSize="8">
        {part}
      </tspan>
    </text>
  );
}
