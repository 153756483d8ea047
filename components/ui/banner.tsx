import { CircleCheck, CircleX, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

const looks = {
  info: { sign: Info, names: "border-info/30 border-l-info bg-info-soft" },
  positive: { sign: CircleCheck, names: "border-positive/30 border-l-positive bg-positive-soft" },
  caution: { sign: TriangleAlert, names: "border-caution/40 border-l-caution bg-caution-soft" },
  danger: { sign: CircleX, names: "border-danger/35 border-l-danger bg-danger-soft" },
};

type BannerProps = {
  tone?: keyof typeof looks | undefined;
  icon?: LucideIcon | undefined;
  /** The bold sentence: what is the case. */
  title: ReactNode;
  /** One link or TextButton at the right. */
  action?: ReactNode;
  /** Comes up after the page: announced. */
  live?: boolean | undefined;
  children?: ReactNode;
};

export function Banner({ tone = "info", icon, title, action, live, children }: BannerProps) {
  const { sign, names } = looks[tone];
  return (
    <div
      className={cx("flex gap-2.5 rounded-chip border border-l-3 px-3 py-2.25", names)}
      {...(live ? { role: tone === "danger" ? "alert" : "status" } : {})}
    >
      <span className="flex h-5 items-center">
        <Icon of={icon ?? sign} tone={tone} />
      </span>
      <div className="flex min-w-0 flex-1 gap-x-6 gap-y-1 max-sm:flex-col">
        <div className="max-w-line min-w-0 wrap-anywhere">
          <b>{title}</b> {children}
        </div>
        {action ? (
          <div className="ml-auto max-w-1/2 shrink-0 wrap-anywhere max-sm:ml-0 max-sm:max-w-full">
            {action}
          </div>
        ) : null}
      </div>
    </div>
  );
}
