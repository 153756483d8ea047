import { WordMark } from "#components/ui/word-mark.tsx";

/** The magenta light on the chart: "latest", and nothing else. */
export function LatestFlare() {
  const sign = (
    <svg viewBox="0 0 12 12" width="9" height="9" aria-hidden="true" className="shrink-0 fill-current">
      <path d="M1 11C2.3 7.3 4.3 3.6 7.3 1.7 9.3.4 11.6 2.4 10.5 4.6 8.9 7.6 4.7 9.7 1 11Z" />
    </svg>
  );
  return (
    <WordMark tone="mark" sign={sign}>
      latest
    </WordMark>
  );
}
