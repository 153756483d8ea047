"use client";
import { useMenuParts } from "./menu-parts.ts";

type MenuChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onValueChange: (value: Value) => void;
};

/** One of a few inside a menu, side by side: what Segmented is on a page. The menu stays open. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onValueChange,
}: MenuChoiceProps<Value>) {
  const Parts = useMenuParts();
  return (
    <Parts.RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next: Value) => onValueChange(next)}
      className="flex items-center gap-4 px-3 py-1.5"
    >
      <span aria-hidden="true" className="flex-1">
        {label}
      </span>
      <span className="flex">
        {options.map((option) => (
          <Parts.RadioItem
            key={option.value}
            value={option.value}
            closeOnClick={false}
            className="border-line-strong bg-raised text-ink-muted text-label first:rounded-l-control last:rounded-r-control data-checked:border-control data-checked:bg-selected data-checked:text-ink data-highlighted:outline-mark relative -ml-px flex h-6.5 cursor-pointer items-center border px-2.25 outline-none first:ml-0 data-checked:z-1 data-checked:font-semibold data-highlighted:z-2 data-highlighted:outline-2 max-sm:h-9"
          >
            {option.label}
          </Parts.RadioItem>
        ))}
      </span>
    </Parts.RadioGroup>
  );
}
