"use client";
import type { LucideIcon } from "lucide-react";
import { useId } from "react";
import { Icon } from "#components/ui/icon.tsx";

type ChoiceCardsProps<Value extends string> = {
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; icon: LucideIcon; label: string; hint: string }[];
};

/** Two or three ways that need a sentence each: radio buttons, drawn side by side. */
export function ChoiceCards<Value extends string>({
  label,
  value,
  onValueChange,
  options,
}: ChoiceCardsProps<Value>) {
  const name = useId();
  return (
    <fieldset className="grid gap-3 sm:grid-cols-3">
      <legend className="text-label mb-1 font-semibold">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="rounded-panel border-line-strong bg-raised hover:bg-hover has-checked:border-accent has-checked:bg-selected has-focus-visible:outline-mark flex cursor-pointer gap-2.5 border px-3.5 py-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-1"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={option.value === value}
            onChange={() => onValueChange(option.value)}
          />
          <span className="flex h-5 items-center">
            <Icon of={option.icon} tone={option.value === value ? "accent" : "muted"} />
          </span>
          <span className="flex flex-col">
            <b>{option.label}</b>
            <span className="text-ink-muted text-label">{option.hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
