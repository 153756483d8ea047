"use client";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Choice } from "./choice.tsx";

type SwitchProps = Omit<
  ComponentProps<"input">,
  "className" | "style" | "type" | "role" | "size" | "children"
> & {
  onCheckedChange?: ((checked: boolean) => void) | undefined;
  children?: ReactNode;
  hint?: ReactNode;
};

/** Takes effect at once. What waits for a Save is a Checkbox. */
export function Switch({ onCheckedChange, children, hint, ...rest }: SwitchProps) {
  const hintId = useId();
  return (
    <Choice
      hint={hint}
      hintId={hintId}
      wide
      box={
        <span className="relative flex h-4 w-7.5 shrink-0">
          <input
            {...(hint ? { "aria-describedby": hintId } : {})}
            {...rest}
            type="checkbox"
            // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says its own state.
            role="switch"
            onChange={(event) => {
              rest.onChange?.(event);
              onCheckedChange?.(event.currentTarget.checked);
            }}
            className="peer rounded-chip border-control border-mid bg-raised checked:border-accent checked:bg-accent disabled:border-line-strong disabled:bg-sunken m-0 size-full cursor-pointer appearance-none disabled:cursor-not-allowed"
          />
          <span
            aria-hidden="true"
            className="rounded-neat bg-control peer-checked:bg-on-accent pointer-events-none absolute top-1 left-1 h-2 w-2.5 transition-transform forced-color-adjust-none peer-checked:translate-x-3"
          />
        </span>
      }
    >
      {children}
    </Choice>
  );
}
