"use client";
import { cx } from "./cx.ts";

type SegmentedProps<Value extends string> = {
  /** What is chosen here: "View", "Order". */
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; disabled?: boolean | undefined }[];
  onValueChange: (value: Value) => void;
  size?: "small" | "default" | undefined;
};

/** One of two to five. Above five take Select. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onValueChange,
  size = "small",
}: SegmentedProps<Value>) {
  return (
    <fieldset className="inline-flex max-w-full flex-wrap">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          disabled={option.disabled}
          onClick={() => onValueChange(option.value)}
          className={cx(
            "relative -ml-px whitespace-nowrap border border-line-strong bg-raised font-medium transition-colors first:ml-0 first:rounded-l-control last:rounded-r-control focus-visible:z-2 disabled:text-ink-faint",
            size === "small" ? "h-6.5 px-2.25 text-label max-sm:h-9" : "h-7.5 px-2.75 max-sm:h-10",
            option.value === value
              ? "z-1 border-control bg-selected font-semibold text-ink"
              : "text-ink-muted hover:bg-hover hover:text-ink",
          )}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
