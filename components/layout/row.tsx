import type { ReactNode } from "react";
import { cx } from "#components/ui/cx.ts";

const gaps = { tight: "gap-1", small: "gap-2", medium: "gap-3", wide: "gap-6" };
const aligns = { center: "items-center", start: "items-start", end: "items-end", baseline: "items-baseline" };
const justifies = { start: undefined, end: "justify-end", between: "justify-between" };

type RowProps = {
  gap?: keyof typeof gaps | undefined;
  align?: keyof typeof aligns | undefined;
  justify?: keyof typeof justifies | undefined;
  wrap?: boolean | undefined;
  children: ReactNode;
};

/** Beside each other; wraps where there is no room, unless told not to. */
export function Row({ gap = "small", align = "center", justify = "start", wrap = true, children }: RowProps) {
  return (
    <div className={cx("flex min-w-0", wrap && "flex-wrap", gaps[gap], aligns[align], justifies[justify])}>
      {children}
    </div>
  );
}
