"use client";
import { Field } from "#components/form/field.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { type ApiTokenFormValues, MINT_SPANS } from "./api-token-form.ts";
import { ReachField } from "./reach-field.tsx";
import { scopeWords } from "./token-words.ts";

const SPAN_LABELS = { "1h": "1 hour", "6h": "6 hours", "24h": "1 day" } as const;
const SCOPES = (["pull", "push", "pull+push"] as const).map((value) => ({ value, label: scopeWords[value] }));

type MintFieldsProps = {
  values: ApiTokenFormValues;
  onChange: (change: Partial<ApiTokenFormValues>) => void;
  error: string | undefined;
};

/** GL-14: what registry tokens jobs may get with it. */
export function MintFields({ values, onChange, error }: MintFieldsProps) {
  return (
    <>
      <Checkbox
        checked={values.mayMint}
        onCheckedChange={(mayMint) => onChange({ mayMint })}
        hint="Short-lived ones, never wider than this, which end with the API token."
      >
        Jobs may get registry tokens with it
      </Checkbox>
      {values.mayMint ? (
        <div className="border-line flex flex-col gap-4 border-l-3 pl-3">
          <Field label="They may" as="group">
            {() => (
              <div>
                <Segmented
                  label="They may"
                  size="default"
                  value={values.mintScope}
                  options={SCOPES}
                  onValueChange={(mintScope) => onChange({ mintScope })}
                />
              </div>
            )}
          </Field>
          <ReachField values={values} onChange={onChange} error={error} />
          <Field label="They last at most" as="group">
            {() => (
              <div>
                <Segmented
                  label="They last at most"
                  size="default"
                  value={values.mintSpan}
                  options={MINT_SPANS.map((value) => ({ value, label: SPAN_LABELS[value] }))}
                  onValueChange={(mintSpan) => onChange({ mintSpan })}
                />
              </div>
            )}
          </Field>
        </div>
      ) : null}
    </>
  );
}
