"use client";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { useMenuParts } from "./menu-parts.ts";

type MenuCheckProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
};

/** One of several that can be on at a time, inside a menu. The menu stays open. */
export function MenuCheck({ checked, onCheckedChange, children }: MenuCheckProps) {
  const Parts = useMenuParts();
  return (
    <Parts.CheckboxItem
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next)}
      closeOnClick={false}
      className="data-highlighted:bg-hover flex min-h-7.5 w-full cursor-default items-center gap-2.25 px-3 text-left outline-none max-sm:min-h-11"
    >
      <span className="border-control bg-raised rounded-chip flex size-3.75 items-center justify-center border">
        <Parts.CheckboxItemIndicator className="flex">
          <Icon of={Check} size="chip" tone="accent" />
        </Parts.CheckboxItemIndicator>
      </span>
      <span className="flex-1 whitespace-nowrap">{children}</span>
    </Parts.CheckboxItem>
  );
}
