import type { LucideIcon } from "lucide-react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

export type TileTone = "neutral" | "blue" | "violet" | "sepia";

const tones: Record<TileTone, string> = {
  neutral: "border-line-strong bg-raised text-ink-muted",
  blue: "border-kind-chart/35 bg-kind-chart-soft text-kind-chart",
  violet: "border-kind-base/35 bg-kind-base-soft text-kind-base",
  sepia: "border-kind-bundle/35 bg-kind-bundle-soft text-kind-bundle",
};

const sizes = { small: "size-5", default: "size-6.5", row: "size-7", large: "size-10" };
const icons = { small: "badge", default: "body", row: "row", large: "tile" } as const;

type TileProps = {
  icon: LucideIcon;
  tone?: TileTone | undefined;
  size?: keyof typeof sizes | undefined;
  /** Its name, where no word beside it says the same. */
  label?: string | undefined;
};

/** A square with an icon on a soft ground. */
export function Tile({ icon, tone = "neutral", size = "default", label }: TileProps) {
  return (
    <span
      title={label}
      className={cx(
        "inline-flex shrink-0 items-center justify-center rounded-chip border",
        sizes[size],
        tones[tone],
      )}
    >
      <Icon of={icon} size={icons[size]} label={label} />
    </span>
  );
}
