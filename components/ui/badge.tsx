import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

export type BadgeTone = "neutral" | "info" | "positive" | "caution" | "danger" | "mark";

const tones: Record<BadgeTone, string> = {
  neutral: "border-line bg-sunken text-ink-muted",
  info: "border-info/30 bg-info-soft text-info",
  positive: "border-positive/30 bg-positive-soft text-positive",
  caution: "border-caution/30 bg-caution-soft text-caution",
  danger: "border-danger/30 bg-danger-soft text-danger",
  mark: "border-mark/30 bg-mark-soft text-mark",
};

type BadgeProps = { tone?: BadgeTone | undefined; icon?: LucideIcon | undefined; children: ReactNode };

export function Badge({ tone = "neutral", icon, children }: BadgeProps) {
  return (
    <span
      className={cx(
        "inline-flex h-4.5 items-center gap-1 whitespace-nowrap rounded-chip border px-1.5 font-medium font-stretch-94% text-micro",
        tones[tone],
      )}
    >
      {icon ? <Icon of={icon} size="chip" /> : null}
      {children}
    </span>
  );
}
