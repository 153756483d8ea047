import { cx } from "./cx.ts";

type SpinnerProps = {
  /** Said to assistive technology; leave it out where a word beside it says the same. */
  label?: string | undefined;
  tone?: "inherit" | "accent" | undefined;
  size?: "body" | "chip" | undefined;
};

/** Waits 300 ms before it shows, so that short work stays calm. */
export function Spinner({ label, tone = "inherit", size = "body" }: SpinnerProps) {
  return (
    <span className="appear-late inline-flex" {...(label ? { role: "status", "aria-label": label } : {})}>
      <svg
        viewBox="0 0 14 14"
        aria-hidden="true"
        className={cx(
          "animate-turn",
          size === "body" ? "size-3.5" : "size-3",
          tone === "accent" ? "text-accent" : "text-current",
        )}
      >
        <circle
          cx="7"
          cy="7"
          r="6"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeDasharray="28 10"
        />
      </svg>
    </span>
  );
}
