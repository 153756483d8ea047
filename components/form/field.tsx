"use client";
import { Check, CircleX } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Icon } from "#components/ui/icon.tsx";

/** What a control takes so that label, hint and error belong to it. */
export type FieldIds = {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** Names the rule and offers values; takes the hint's place. */
  error?: ReactNode;
  /** Checked and good: "Free". */
  success?: ReactNode;
  optional?: boolean | undefined;
  /** At the right end of the label's line. */
  action?: ReactNode;
  /** group: for radios and checkboxes, where the label names several controls. */
  as?: "field" | "group" | undefined;
  children: (ids: FieldIds) => ReactNode;
};

export function Field({ label, hint, error, success, optional, action, as = "field", children }: FieldProps) {
  const id = useId();
  const says = error || success || hint;
  const ids: FieldIds = {
    id,
    ...(says ? { "aria-describedby": `${id}-says` } : {}),
    ...(error ? { "aria-invalid": true } : {}),
  };
  const Label = as === "group" ? "span" : "label";
  return (
    <div
      className="flex min-w-0 flex-col gap-1"
      {...(as === "group" ? { role: "group", "aria-labelledby": `${id}-label` } : {})}
    >
      <div className="flex items-baseline gap-2">
        <Label
          id={`${id}-label`}
          {...(as === "group" ? {} : { htmlFor: id })}
          className="text-label font-semibold"
        >
          {label}
          {optional ? <span className="font-regular text-ink-faint"> optional</span> : null}
        </Label>
        <span className="flex-1" />
        {action}
      </div>
      {children(ids)}
      <div id={`${id}-says`} aria-live="polite" className="text-small empty:hidden">
        <Says error={error} success={success} hint={hint} />
      </div>
    </div>
  );
}

function Says({ error, success, hint }: Pick<FieldProps, "error" | "success" | "hint">) {
  if (error) {
    return (
      <span className="text-danger flex gap-1.25">
        <span className="flex h-4 items-center">
          <Icon of={CircleX} size="badge" />
        </span>
        <span>{error}</span>
      </span>
    );
  }
  if (success) {
    return (
      <span className="text-positive flex gap-1.25">
        <span className="flex h-4 items-center">
          <Icon of={Check} size="badge" />
        </span>
        <span>{success}</span>
      </span>
    );
  }
  return hint ? <span className="text-ink-muted">{hint}</span> : null;
}
