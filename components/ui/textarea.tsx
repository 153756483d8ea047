import type { ComponentProps } from "react";
import { cx } from "./cx.ts";

type TextareaProps = Omit<ComponentProps<"textarea">, "className" | "style"> & {
  look?: "text" | "mono" | undefined;
  /** Scrolls from six lines on: for what is pasted, and read by nobody. */
  low?: boolean | undefined;
};

/** Grows with its text, from `rows` on. */
export function Textarea({ look = "text", low, rows = 4, ...rest }: TextareaProps) {
  return (
    <textarea
      rows={rows}
      {...rest}
      className={cx(
        "field-sizing-content w-full min-w-0 resize-y rounded-control border border-control bg-raised px-2.5 py-2 text-ink disabled:border-line-strong disabled:bg-sunken disabled:text-ink-faint read-only:border-line-strong read-only:bg-sunken aria-invalid:border-danger aria-invalid:ring-1 aria-invalid:ring-danger aria-invalid:ring-inset max-sm:text-touch",
        low ? "max-h-34" : "max-h-96",
        look === "mono" && "font-mono text-code ligatures-none",
      )}
    />
  );
}
