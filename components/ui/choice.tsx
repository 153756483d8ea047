import type { ReactNode } from "react";

type ChoiceProps = { box: ReactNode; children?: ReactNode; hint?: ReactNode; after?: ReactNode };

/** A box with its words: the whole is the target. */
export function Choice({ box, children, hint, after }: ChoiceProps) {
  if (!children) return box;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is `box`.
    <label className="has-data-disabled:text-ink-faint flex min-h-6 cursor-pointer items-start gap-2 py-0.5 has-data-disabled:cursor-not-allowed max-sm:min-h-10 max-sm:items-center">
      <span className="flex h-5 items-center">{box}</span>
      <span className="min-w-0 flex-1">
        <span className="block">{children}</span>
        {hint ? <span className="text-ink-muted text-small block">{hint}</span> : null}
      </span>
      {after === undefined ? null : <span className="text-ink-faint text-small leading-5">{after}</span>}
    </label>
  );
}
