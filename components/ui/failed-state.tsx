import { CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

type FailedStateProps = {
  /** What could not be done: "Could not load the compare". */
  title: ReactNode;
  as?: "h1" | "h2" | "h3" | undefined;
  /** The next step: "Try again". */
  actions?: ReactNode;
  requestId?: string | undefined;
  framed?: boolean | undefined;
  /** The cause, and what still works. */
  children?: ReactNode;
};

export function FailedState({
  title,
  as: Heading = "h2",
  actions,
  requestId,
  framed = true,
  children,
}: FailedStateProps) {
  return (
    <section
      role="alert"
      className={cx(
        "flex min-h-40 flex-col items-start gap-2.5 px-6 py-5.5",
        framed && "rounded-panel border border-line bg-raised",
      )}
    >
      <Heading className="text-section flex items-start gap-1.5 font-bold">
        <span className="flex h-5 items-center">
          <Icon of={CircleX} tone="danger" />
        </span>
        {title}
      </Heading>
      {children ? (
        <div className="text-ink-muted flex w-full max-w-prose flex-col gap-2.5">{children}</div>
      ) : null}
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      {requestId ? (
        <p className="text-ink-faint text-small">
          Request <span className="font-mono">{requestId}</span>
        </p>
      ) : null}
    </section>
  );
}
