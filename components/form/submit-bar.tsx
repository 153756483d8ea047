import type { ReactNode } from "react";
import { Banner } from "#components/ui/banner.tsx";

type SubmitBarProps = {
  /** Why the last try was refused: what happened, then what to do. Announced. */
  error?: ReactNode;
  /** Beside the buttons in the second voice. */
  note?: ReactNode;
  /** The main deed first. */
  children: ReactNode;
};

/** The end of a form: what went wrong, and the buttons. */
export function SubmitBar({ error, note, children }: SubmitBarProps) {
  return (
    <div className="flex flex-col gap-3">
      {error ? <Banner tone="danger" live title={error} /> : null}
      <div className="flex flex-wrap items-center gap-2">
        {children}
        {note ? <span className="text-ink-muted text-small">{note}</span> : null}
      </div>
    </div>
  );
}
