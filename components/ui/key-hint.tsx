import { Fragment } from "react";
import { cx } from "./cx.ts";

type KeyHintProps = {
  /** "c", "⌘ K", "g then c" as "g c": keys are divided by a space. */
  keys: string;
  tone?: "plain" | "on-accent" | undefined;
  /** Shown where hints are off, too: in the list of keys itself. */
  always?: boolean | undefined;
};

/** Keycaps. Hidden on touch, and where single-letter keys are switched off (data-keys="off" on html). */
export function KeyHint({ keys, tone = "plain", always }: KeyHintProps) {
  return (
    <span className={cx("inline-flex gap-1", !always && "key-hint max-sm:hidden")} aria-hidden="true">
      {keys.split(" ").map((key) => (
        <Fragment key={key}>
          <kbd
            className={cx(
              "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-chip border border-b-2 px-1 font-medium font-sans text-keycap",
              tone === "on-accent"
                ? "border-on-accent/45 text-on-accent"
                : "border-line-strong bg-surface text-ink-muted",
            )}
          >
            {key}
          </kbd>
        </Fragment>
      ))}
    </span>
  );
}
