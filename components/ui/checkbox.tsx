"use client";
import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { Choice } from "./choice.tsx";

type CheckboxProps = Omit<ComponentProps<typeof Base.Root>, "className" | "style" | "render" | "children"> & {
  /** The words beside it; without them give aria-label. */
  children?: ReactNode;
  hint?: ReactNode;
  /** Right end, such as a count. */
  after?: ReactNode;
};

export function Checkbox({ children, hint, after, ...rest }: CheckboxProps) {
  const box = (
    <Base.Root
      {...rest}
      className="group rounded-chip border-control border-mid bg-raised text-on-accent data-checked:border-accent data-checked:bg-accent data-disabled:border-line-strong data-indeterminate:border-accent data-disabled:bg-sunken data-indeterminate:bg-accent data-disabled:text-ink-faint flex size-3.75 shrink-0 items-center justify-center forced-colors:border-2"
    >
      <Base.Indicator className="flex">
        <Check size={11} strokeWidth={3.2} className="group-data-indeterminate:hidden" aria-hidden />
        <Minus size={11} strokeWidth={3.2} className="hidden group-data-indeterminate:block" aria-hidden />
      </Base.Indicator>
    </Base.Root>
  );
  return (
    <Choice box={box} hint={hint} after={after}>
      {children}
    </Choice>
  );
}
