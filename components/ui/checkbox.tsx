"use client";
import { Check, Minus } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Choice } from "./choice.tsx";

type CheckboxProps = Omit<
  ComponentProps<"input">,
  "className" | "style" | "type" | "size" | "children" | "ref"
> & {
  onCheckedChange?: ((checked: boolean) => void) | undefined;
  /** Some of what it stands for is chosen. */
  indeterminate?: boolean | undefined;
  /** The words beside it; without them give aria-label. */
  children?: ReactNode;
  hint?: ReactNode;
  /** Right end, such as a count. */
  after?: ReactNode;
};

export function Checkbox({
  onCheckedChange,
  indeterminate = false,
  children,
  hint,
  after,
  ...rest
}: CheckboxProps) {
  const hintId = useId();
  const box = (
    <span className="relative flex size-3.75 shrink-0">
      <input
        {...(hint ? { "aria-describedby": hintId } : {})}
        {...rest}
        type="checkbox"
        ref={(node) => {
          if (node) node.indeterminate = indeterminate;
        }}
        onChange={(event) => {
          rest.onChange?.(event);
          onCheckedChange?.(event.currentTarget.checked);
        }}
        className="peer rounded-chip border-control border-mid bg-raised checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:border-line-strong disabled:bg-sunken m-0 size-full cursor-pointer appearance-none disabled:cursor-not-allowed"
      />
      {indeterminate ? (
        <Minus
          size={11}
          strokeWidth={3.2}
          className="text-on-accent pointer-events-none absolute inset-0 m-auto"
          aria-hidden
        />
      ) : (
        <Check
          size={11}
          strokeWidth={3.2}
          className="text-on-accent peer-disabled:text-ink-faint forced-colors:text-ink pointer-events-none absolute inset-0 m-auto opacity-0 peer-checked:opacity-100"
          aria-hidden
        />
      )}
    </span>
  );
  return (
    <Choice box={box} hint={hint} hintId={hintId} after={after}>
      {children}
    </Choice>
  );
}
