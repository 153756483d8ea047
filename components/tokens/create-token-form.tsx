"use client";
import { type ReactNode, useState } from "react";
import { Field } from "#components/form/field.tsx";
import { FormDialog } from "#components/form/form-dialog.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { Input } from "#components/ui/input.tsx";
import { ExpiryField } from "./expiry-field.tsx";
import { type ExpiryValues, expiresInOf } from "./token-form.ts";

type Values = ExpiryValues & { name: string };

type CreateTokenFormProps = {
  title: string;
  values: Values;
  onChange: (change: Partial<Values>) => void;
  now: number;
  maxDays: number | null;
  isSending: boolean;
  error: unknown;
  onClose: () => void;
  /** @param expiresIn how long it lasts, as it is sent; null: it does not end; undefined: the form says what is missing */
  onSend: (expiresIn: string | null | undefined) => void;
  /** What the kind of token has of its own, between the name and the end. */
  children: ReactNode;
};

/** What both kinds of tokens ask for: a name that says what uses it, and an end (GOH-56, GOH-60). */
export function CreateTokenForm(props: CreateTokenFormProps) {
  const { title, values, onChange, now, maxDays, isSending, error, onClose, onSend, children } = props;
  const [isEndMissing, setEndMissing] = useState(false);
  const refusal = readRefusal(error);

  function send() {
    const expiresIn = expiresInOf(values, Date.now(), maxDays);
    setEndMissing(expiresIn === undefined);
    onSend(expiresIn);
  }

  return (
    <FormDialog
      title={title}
      deed="Create token"
      doing="Creating"
      isSending={isSending}
      error={error}
      onClose={onClose}
      onSend={send}
      footNote="The secret is shown once, on the next screen."
    >
      <Field
        label="Name"
        hint="Say what uses it, so that the next person knows what breaks when it is revoked."
        error={refusal?.errorAt("name")}
      >
        {(ids) => (
          <Input
            {...ids}
            value={values.name}
            onChange={(event) => onChange({ name: event.target.value })}
            autoComplete="off"
            autoFocus
          />
        )}
      </Field>
      {children}
      <ExpiryField
        values={values}
        now={now}
        maxDays={maxDays}
        onChange={onChange}
        error={isEndMissing ? "Choose a day that is not over." : refusal?.errorAt("expiresIn")}
      />
    </FormDialog>
  );
}
