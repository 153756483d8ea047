import type { TrackMark } from "./version-track.ts";

const looks = {
  newest: "border-ink bg-ink text-surface",
  older: "border-line bg-sunken text-ink-muted",
};

/** `2.x` on the newest version of a track; filled on the newest track. */
export function TrackChip({ mark }: { mark: TrackMark }) {
  return (
    <span
      className={`rounded-chip inline-flex h-6 min-w-9.5 items-center justify-center border px-1.5 font-semibold ${looks[mark.look]}`}
    >
      {mark.track}
    </span>
  );
}
