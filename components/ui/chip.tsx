import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";
import { PlainLink } from "./plain-link.tsx";

export type ChipEdge = "control" | "mark" | "caution" | "danger" | "positive";

const edges: Record<ChipEdge, string> = {
  control: "border-l-control",
  mark: "border-l-mark",
  caution: "border-l-caution",
  danger: "border-l-danger",
  positive: "border-l-positive",
};

const signTones = {
  control: "muted",
  mark: "mark",
  caution: "caution",
  danger: "danger",
  positive: "positive",
} as const;

type ChipProps = {
  edge?: ChipEdge | undefined;
  icon?: LucideIcon | undefined;
  dashed?: boolean | undefined;
  struck?: boolean | undefined;
  size?: "default" | "large" | undefined;
  href?: string | undefined;
  children: ReactNode;
  /** After the text, such as the sign of a menu. */
  after?: ReactNode;
};

/** A tag in mono with a 3 px left edge that says its state. A tag may have 128 characters: cut where there is no room. */
export function Chip({
  edge = "control",
  icon,
  dashed,
  struck,
  size = "default",
  href,
  children,
  after,
}: ChipProps) {
  const names = cx(
    "inline-flex min-w-0 items-center gap-1 whitespace-nowrap rounded-chip border border-line-strong border-l-3 bg-raised align-middle font-medium font-mono no-underline ligatures-none",
    size === "large"
      ? "h-7 max-w-full px-2.25 text-section"
      : "h-5 max-w-40 pr-1.5 pl-1.75 text-small xl:max-w-72",
    dashed && "dashed-but-left",
    struck ? "text-ink-muted" : "text-ink",
    edges[edge],
    href && "hover:border-y-control hover:border-r-control",
  );
  const inside = (
    <>
      {icon ? <Icon of={icon} size="chip" tone={signTones[edge]} /> : null}
      <span
        className={cx("min-w-0 overflow-hidden text-ellipsis", struck && "line-through decoration-danger")}
      >
        {children}
      </span>
      {after}
    </>
  );
  if (!href) return <span className={names}>{inside}</span>;
  return (
    <PlainLink href={href} prefetch={false} className={names}>
      {inside}
    </PlainLink>
  );
}
