import type { ReactNode } from "react";
import { cx } from "./cx.ts";

type ChoiceProps = {
  box: ReactNode;
  children?: ReactNode;
  hint?: ReactNode;
  hintId?: string | undefined;
  after?: ReactNode;
  /** The box is as wide as a switch. */
  wide?: boolean | undefined;
};

/** A box with its words: box, words and what stands after them are one target; the hint describes them. */
export function Choice({ box, children, hint, hintId, after, wide }: ChoiceProps) {
  if (!children) return box;
  return (
    <div className="has-disabled:text-ink-faint">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is `box`. */}
      <label className="flex min-h-6 cursor-pointer items-start gap-2 py-0.5 has-disabled:cursor-not-allowed max-sm:min-h-10 max-sm:items-center">
        <span className="flex h-5 items-center">{box}</span>
        <span className="min-w-0 flex-1">{children}</span>
        {after === undefined ? null : <span className="text-ink-faint text-small leading-5">{after}</span>}
      </label>
      {hint ? (
        <p
          id={hintId}
          className={cx("-mt-0.5 pb-0.5 text-ink-muted text-small", wide ? "pl-9.5" : "pl-5.75")}
        >
          {hint}
        </p>
      ) : null}
    </div>
  );
}
