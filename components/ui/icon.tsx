import type { LucideIcon } from "lucide-react";
import { cx } from "./cx.ts";

export type IconTone =
  | "inherit"
  | "muted"
  | "faint"
  | "accent"
  | "mark"
  | "positive"
  | "caution"
  | "danger"
  | "info";

const tones: Record<IconTone, string | undefined> = {
  inherit: undefined,
  muted: "text-ink-muted",
  faint: "text-ink-faint",
  accent: "text-accent",
  mark: "text-mark",
  positive: "text-positive",
  caution: "text-caution",
  danger: "text-danger",
  info: "text-info",
};

const sizes = { body: 15, badge: 13, chip: 12, row: 16, tile: 22, touch: 19 } as const;

type IconProps = {
  of: LucideIcon;
  size?: keyof typeof sizes | undefined;
  tone?: IconTone | undefined;
  /** Only where the icon says something no word beside it says. */
  label?: string | undefined;
};

export function Icon({ of: Drawing, size = "body", tone = "inherit", label }: IconProps) {
  return (
    <Drawing
      size={sizes[size]}
      strokeWidth={size === "tile" ? 1.5 : 1.75}
      className={cx("shrink-0", tones[tone])}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    />
  );
}
