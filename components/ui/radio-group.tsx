"use client";
import { Radio } from "@base-ui/react/radio";
import { RadioGroup as Base } from "@base-ui/react/radio-group";
import type { ReactNode } from "react";
import { Choice } from "./choice.tsx";

type RadioGroupProps<Value extends string> = {
  /** Named by Field's label through aria-labelledby, or by this. */
  "aria-label"?: string | undefined;
  "aria-labelledby"?: string | undefined;
  "aria-describedby"?: string | undefined;
  name?: string | undefined;
  value?: Value | undefined;
  defaultValue?: Value | undefined;
  onValueChange?: ((value: Value) => void) | undefined;
  options: readonly { value: Value; label: ReactNode; hint?: ReactNode; disabled?: boolean | undefined }[];
};

export function RadioGroup<Value extends string>({
  options,
  value,
  onValueChange,
  ...rest
}: RadioGroupProps<Value>) {
  return (
    <Base
      {...rest}
      {...(value === undefined ? {} : { value })}
      onValueChange={(next) => onValueChange?.(next as Value) /* one of options, all of them Value */}
      className="flex flex-col gap-1"
    >
      {options.map((option) => (
        <Choice
          key={option.value}
          hint={option.hint}
          box={
            <Radio.Root
              value={option.value}
              disabled={option.disabled ?? false}
              className="border-control border-mid bg-raised data-checked:border-accent data-disabled:border-line-strong data-disabled:bg-sunken flex size-3.75 shrink-0 items-center justify-center rounded-full"
            >
              <Radio.Indicator className="bg-accent size-1.75 rounded-full forced-color-adjust-none data-unchecked:hidden" />
            </Radio.Root>
          }
        >
          {option.label}
        </Choice>
      ))}
    </Base>
  );
}
