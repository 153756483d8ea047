"use client";
import { Field } from "#components/form/field.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { type ExpiryValues, endOfSpan, isSpanAllowed, type Span } from "./token-form.ts";
import { sayDay, sayDays } from "./token-words.ts";

const SPAN_OPTIONS: readonly { value: Span; label: string }[] = [
  { value: "30d", label: "30 days" },
  { value: "90d", label: "90 days" },
  { value: "365d", label: "1 year" },
  { value: "date", label: "On a date" },
  { value: "never", label: "Never" },
];

type ExpiryFieldProps = {
  values: ExpiryValues;
  now: number;
  /** How many days the organization lets a token last; null: as long as one likes. */
  maxDays: number | null;
  onChange: (change: Partial<ExpiryValues>) => void;
  error: string | undefined;
};

/** GOH-60: an end is what one gets unless one says otherwise, and "never" has its warning. */
export function ExpiryField({ values, now, maxDays, onChange, error }: ExpiryFieldProps) {
  const end = endOfSpan(values, now);
  const rule = maxDays === null ? null : `The organization lets a token last ${sayDays(maxDays)} at most.`;
  return (
    <>
      <Field
        label="Expires"
        as="group"
        hint={[end ? `${sayDay(end.toISOString())}.` : null, rule].filter(Boolean).join(" ") || null}
        error={error}
      >
        {(ids) => (
          <div className="flex flex-wrap gap-2">
            <Segmented
              label="Expires"
              size="default"
              value={values.span}
              options={SPAN_OPTIONS.map((option) => ({
                ...option,
                disabled: !isSpanAllowed(option.value, maxDays),
              }))}
              onValueChange={(span) => onChange({ span })}
            />
            {values.span === "date" ? (
              <Input
                {...ids}
                type="date"
                aria-label="Last day"
                value={values.date}
                onChange={(event) => onChange({ date: event.target.value })}
              />
            ) : null}
          </div>
        )}
      </Field>
      {values.span === "never" ? (
        <Banner tone="caution" title="A secret that never ends stays good wherever it leaks to.">
          Prefer a year, and renew it in time.
        </Banner>
      ) : null}
    </>
  );
}
