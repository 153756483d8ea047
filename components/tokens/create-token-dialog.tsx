"use client";
import { useState } from "react";
import { CodeInput } from "#components/form/code-input.tsx";
import { Field } from "#components/form/field.tsx";
import { FormDialog } from "#components/form/form-dialog.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useCreateRegistryToken } from "#lib/tokens/client.ts";
import type { MintedRegistryToken } from "#lib/tokens/schema.ts";
import { emptyTokenForm, endOfSpan, type Span, type TokenFormValues, toTokenInput } from "./token-form.ts";
import { sayDay } from "./token-words.ts";

const SCOPES = [
  { value: "pull", label: "Pull", hint: "Download versions" },
  { value: "push", label: "Push", hint: "Publish versions" },
  { value: "pull+push", label: "Pull and push", hint: "Both, for release jobs" },
] as const;

const SPAN_OPTIONS: readonly { value: Span; label: string }[] = [
  { value: "30d", label: "30 days" },
  { value: "90d", label: "90 days" },
  { value: "365d", label: "1 year" },
  { value: "date", label: "On a date" },
  { value: "never", label: "Never" },
];

type CreateTokenDialogProps = {
  onClose: () => void;
  onCreated: (minted: MintedRegistryToken) => void;
  now: number;
};

export function CreateTokenDialog({ onClose, onCreated, now }: CreateTokenDialogProps) {
  const [values, setValues] = useState(emptyTokenForm);
  const [isDateWrong, setDateWrong] = useState(false);
  const create = useCreateRegistryToken();
  const set = (change: Partial<TokenFormValues>) => setValues((before) => ({ ...before, ...change }));
  const errorAt = (path: string) => readRefusal(create.error)?.errorAt(path);

  function send() {
    const input = toTokenInput(values, Date.now());
    setDateWrong(input === null);
    if (input) create.mutate(input, { onSuccess: onCreated });
  }

  return (
    <FormDialog
      title="Create registry token"
      deed="Create token"
      doing="Creating"
      isSending={create.isPending}
      error={create.error}
      onClose={onClose}
      onSend={send}
      footNote="The secret is shown once, on the next screen."
    >
      <Field
        label="Name"
        hint="Say what uses it, so that the next person knows what breaks when it is revoked."
        error={errorAt("name")}
      >
        {(ids) => (
          <Input
            {...ids}
            value={values.name}
            onChange={(event) => set({ name: event.target.value })}
            autoComplete="off"
            autoFocus
          />
        )}
      </Field>
      <Field label="Scope" as="group" error={errorAt("scope")}>
        {() => (
          <RadioGroup
            aria-label="Scope"
            value={values.scope}
            options={SCOPES}
            onValueChange={(scope) => set({ scope })}
          />
        )}
      </Field>
      <Field
        label="May reach"
        optional
        hint="Empty for every repository. * is any text without a slash, ** any text: charts/payments/*."
        error={errorAt("pattern")}
      >
        {(ids) => (
          <CodeInput
            {...ids}
            value={values.pattern}
            onChange={(event) => set({ pattern: event.target.value })}
          />
        )}
      </Field>
      <ExpiryField
        values={values}
        now={now}
        onChange={set}
        error={isDateWrong ? "Choose a day that is not over." : errorAt("expiresIn")}
      />
    </FormDialog>
  );
}

type ExpiryFieldProps = {
  values: TokenFormValues;
  now: number;
  onChange: (change: Partial<TokenFormValues>) => void;
  error: string | undefined;
};

function ExpiryField({ values, now, onChange, error }: ExpiryFieldProps) {
  const end = endOfSpan(values, now);
  return (
    <>
      <Field label="Expires" as="group" hint={end ? sayDay(end.toISOString()) : null} error={error}>
        {(ids) => (
          <div className="flex flex-wrap gap-2">
            <Segmented
              label="Expires"
              size="default"
              value={values.span}
              options={SPAN_OPTIONS}
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
          Prefer a year, and rotate it: the old secret may overlap by up to 7 days.
        </Banner>
      ) : null}
    </>
  );
}
