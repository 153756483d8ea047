"use client";
import { Segmented } from "./segmented.tsx";
import { Select } from "./select.tsx";

type SegmentedOrSelectProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onValueChange: (value: Value) => void;
};

/** A filter's choices beside each other; on phones, where they would break into lines, one control that opens them. */
export function SegmentedOrSelect<Value extends string>({
  label,
  value,
  options,
  onValueChange,
}: SegmentedOrSelectProps<Value>) {
  return (
    <>
      <span className="max-sm:hidden">
        <Segmented
          label={label}
          size="default"
          value={value}
          options={options}
          onValueChange={onValueChange}
        />
      </span>
      <span className="min-w-32 sm:hidden">
        <Select aria-label={label} value={value} options={options} onValueChange={onValueChange} />
      </span>
    </>
  );
}
