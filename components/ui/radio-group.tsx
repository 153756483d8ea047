"use client";
import { type ReactNode, useId } from "react";
import { Choice } from "./choice.tsx";

type RadioOption<Value extends string> = {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean | undefined;
};

type RadioGroupProps<Value extends string> = {
  /** Not needed inside a Field with as="group", whose label names it. */
  "aria-label"?: string | undefined;
  "aria-labelledby"?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
  id?: string | undefined;
  name?: string | undefined;
  value?: Value | undefined;
  defaultValue?: Value | undefined;
  disabled?: boolean | undefined;
  onValueChange?: ((value: Value) => void) | undefined;
  options: readonly RadioOption<Value>[];
};

export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { options, value, defaultValue, onValueChange, name, disabled, ...group } = props;
  const ownName = useId();
  return (
    <div {...group} role="radiogroup" className="flex flex-col gap-1">
      {options.map((option) => (
        <RadioChoice
          key={option.value}
          option={option}
          name={name ?? ownName}
          disabled={disabled || option.disabled}
          {...(value === undefined
            ? { defaultChecked: option.value === defaultValue }
            : { checked: option.value === value })}
          onChoose={() => onValueChange?.(option.value)}
        />
      ))}
    </div>
  );
}

type RadioChoiceProps<Value extends string> = {
  option: RadioOption<Value>;
  name: string;
  disabled: boolean | undefined;
  checked?: boolean;
  defaultChecked?: boolean;
  onChoose: () => void;
};

function RadioChoice<Value extends string>({ option, onChoose, ...rest }: RadioChoiceProps<Value>) {
  const hintId = useId();
  return (
    <Choice
      hint={option.hint}
      hintId={hintId}
      box={
        <span className="relative flex size-3.75 shrink-0">
          <input
            {...rest}
            {...(option.hint ? { "aria-describedby": hintId } : {})}
            type="radio"
            value={option.value}
            onChange={onChoose}
            className="peer border-control border-mid bg-raised checked:border-accent disabled:border-line-strong disabled:bg-sunken m-0 size-full cursor-pointer appearance-none rounded-full disabled:cursor-not-allowed"
          />
          <span
            aria-hidden="true"
            className="bg-accent pointer-events-none absolute inset-0 m-auto size-1.75 rounded-full opacity-0 forced-color-adjust-none peer-checked:opacity-100"
          />
        </span>
      }
    >
      {option.label}
    </Choice>
  );
}
