import { Check, CircleX, Lock, type LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

type InputProps = Omit<ComponentProps<"input">, "className" | "style" | "size"> & {
  /** mono for tags, hosts, paths and everything that is code. */
  look?: "text" | "mono" | undefined;
  size?: "small" | "default" | "large" | undefined;
  icon?: LucideIcon | undefined;
  /** At the right end: a key hint, a unit. */
  after?: ReactNode;
  /** Checked and good. Bad is said by aria-invalid, which Field sets. */
  good?: boolean | undefined;
};

const sizes = { small: "h-6.5 text-label", default: "h-7.5", large: "h-9 text-prose" };

const BOX =
  "flex min-w-0 items-center gap-1.75 rounded-control border px-2.25 text-ink transition-colors focus-within:outline-2 focus-within:outline-mark focus-within:outline-offset-1 has-aria-invalid:border-danger has-aria-invalid:ring-1 has-aria-invalid:ring-danger has-aria-invalid:ring-inset";

export function Input({ look = "text", size = "default", icon, after, good, ...rest }: InputProps) {
  const locked = rest.disabled || rest.readOnly;
  return (
    <span className={cx(BOX, "max-sm:h-10.5", sizes[size], ground(locked, good))}>
      {icon ? <Icon of={icon} tone="faint" /> : null}
      <input
        {...rest}
        className={cx(
          "h-full w-full min-w-0 flex-1 bg-transparent outline-none max-sm:text-touch",
          look === "mono" && "font-mono text-code ligatures-none",
        )}
      />
      {after}
      {rest["aria-invalid"] ? <Icon of={CircleX} tone="danger" /> : null}
      {good ? <Icon of={Check} tone="positive" /> : null}
      {locked ? <Icon of={Lock} tone="faint" /> : null}
    </span>
  );
}

function ground(locked: boolean | undefined, good: boolean | undefined): string {
  if (locked) return "border-line-strong bg-sunken";
  return good ? "border-positive bg-raised" : "border-control bg-raised";
}
