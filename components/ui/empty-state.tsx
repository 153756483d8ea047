import type { ComponentProps, ReactNode } from "react";
import { Contours } from "./contours.tsx";
import { cx } from "./cx.ts";

type EmptyStateProps = {
  /** The reason in words: "No chart matches “ledgr”". */
  title: ReactNode;
  reason?: ComponentProps<typeof Contours>["reason"];
  /** h1 where it is the whole page, h3 inside a section. */
  as?: "h1" | "h2" | "h3" | undefined;
  actions?: ReactNode;
  /** With the edge of a panel; without it where a panel is around it already. */
  framed?: boolean | undefined;
  children?: ReactNode;
};

export function EmptyState({
  title,
  reason,
  as: Heading = "h2",
  actions,
  framed = true,
  children,
}: EmptyStateProps) {
  return (
    <section
      className={cx(
        "flex min-h-55 flex-col items-start justify-center gap-2.5 px-6 py-5.5",
        framed && "rounded-panel border border-line bg-raised",
      )}
    >
      <Contours reason={reason} />
      <Heading className="text-section font-bold">{title}</Heading>
      {children ? <div className="text-ink-muted max-w-prose">{children}</div> : null}
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </section>
  );
}
