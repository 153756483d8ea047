"use client";
import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

export type SelectOption<Value extends string> = {
  value: Value;
  label: string;
  /** Second voice at the right. */
  hint?: ReactNode;
  disabled?: boolean | undefined;
};

type SelectProps<Value extends string> = {
  options: readonly SelectOption<Value>[];
  value?: Value | null | undefined;
  defaultValue?: Value | null | undefined;
  onValueChange?: ((value: Value) => void) | undefined;
  placeholder?: string | undefined;
  name?: string | undefined;
  id?: string | undefined;
  disabled?: boolean | undefined;
  required?: boolean | undefined;
  icon?: LucideIcon | undefined;
  size?: "small" | "default" | undefined;
  look?: "text" | "mono" | undefined;
  /** Without an edge, where what is around it is the edge. */
  bare?: boolean | undefined;
  "aria-label"?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
};

const FRAMED =
  "border border-control bg-raised pr-1.75 pl-2.25 aria-invalid:border-danger data-disabled:border-line-strong data-disabled:bg-sunken data-disabled:text-ink-faint";

export function Select<Value extends string>(props: SelectProps<Value>) {
  const {
    options,
    value,
    defaultValue,
    onValueChange,
    placeholder,
    icon,
    size = "default",
    look,
    bare = false,
    ...rest
  } = props;
  const { id, name, disabled = false, required = false, ...aria } = rest;
  return (
    <Base.Root
      items={options}
      disabled={disabled}
      required={required}
      {...(name === undefined ? {} : { name })}
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      onValueChange={(next) => {
        if (next !== null) onValueChange?.(next as Value); // one of options, all of them Value
      }}
    >
      <Base.Trigger
        {...(id === undefined ? {} : { id })}
        {...aria}
        className={cx(
          "flex min-w-0 items-center gap-1.75 rounded-control text-left transition-colors hover:bg-hover data-popup-open:bg-hover",
          bare ? "h-5 w-full text-label max-sm:h-9" : FRAMED,
          !bare &&
            (size === "small" ? "h-6.5 text-label max-sm:h-9" : "h-7.5 max-sm:h-10.5 max-sm:text-touch"),
        )}
      >
        {icon ? <Icon of={icon} tone="muted" /> : null}
        <Base.Value
          {...(placeholder === undefined ? {} : { placeholder })}
          className={cx(
            "min-w-0 flex-1 truncate data-placeholder:text-ink-faint",
            look === "mono" && "font-mono text-code ligatures-none",
          )}
        />
        <Base.Icon className="flex">
          <Icon of={ChevronsUpDown} size="badge" tone="faint" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className="fades rounded-control border-line-strong bg-raised shadow-float max-h-80 min-w-(--anchor-width) overflow-y-auto border py-1">
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className="data-highlighted:bg-hover data-disabled:text-ink-faint flex h-7.5 cursor-default items-center gap-2 pr-3 pl-2 outline-none max-sm:h-11"
              >
                <span className="flex w-3.75 justify-center">
                  <Base.ItemIndicator>
                    <Icon of={Check} size="badge" tone="accent" />
                  </Base.ItemIndicator>
                </span>
                <Base.ItemText
                  className={cx("flex-1", look === "mono" && "font-mono text-code ligatures-none")}
                >
                  {option.label}
                </Base.ItemText>
                {option.hint ? <span className="text-ink-muted text-small">{option.hint}</span> : null}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
