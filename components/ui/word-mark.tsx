import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

const tones = {
  muted: "text-ink-muted",
  faint: "text-ink-faint",
  mark: "text-mark",
  positive: "text-positive",
  caution: "text-caution",
  danger: "text-danger",
  info: "text-info",
};

type WordMarkProps = {
  tone?: keyof typeof tones | undefined;
  icon?: LucideIcon | undefined;
  /** A drawing of one's own in place of an icon. */
  sign?: ReactNode;
  children: ReactNode;
};

/** A state as a word with its sign, without a ground: "Verified", "yanked". */
export function WordMark({ tone = "muted", icon, sign, children }: WordMarkProps) {
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1 whitespace-nowrap align-middle font-medium text-small",
        tones[tone],
      )}
    >
      {icon ? <Icon of={icon} size="badge" /> : sign}
      {children}
    </span>
  );
}
