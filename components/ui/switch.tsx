"use client";
import { Switch as Base } from "@base-ui/react/switch";
import type { ComponentProps, ReactNode } from "react";
import { Choice } from "./choice.tsx";

type SwitchProps = Omit<ComponentProps<typeof Base.Root>, "className" | "style" | "render" | "children"> & {
  children?: ReactNode;
  hint?: ReactNode;
};

/** Takes effect at once. What waits for a Save is a Checkbox. */
export function Switch({ children, hint, ...rest }: SwitchProps) {
  return (
    <Choice
      hint={hint}
      box={
        <Base.Root
          {...rest}
          className="rounded-chip border-control border-mid bg-raised data-checked:border-accent data-checked:bg-accent data-disabled:border-line-strong data-disabled:bg-sunken flex h-4 w-7.5 shrink-0 items-center px-0.5"
        >
          <Base.Thumb className="rounded-neat bg-control data-checked:bg-on-accent h-2.25 w-2.5 transition-transform data-checked:translate-x-3" />
        </Base.Root>
      }
    >
      {children}
    </Choice>
  );
}
