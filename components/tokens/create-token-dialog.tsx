"use client";
import { useState } from "react";
import { Field } from "#components/form/field.tsx";
import { FormDialog } from "#components/form/form-dialog.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { useCreateRegistryToken } from "#lib/tokens/client.ts";
import type { MintedRegistryToken } from "#lib/tokens/schema.ts";
import { ExpiryField } from "./expiry-field.tsx";
import { ReachField } from "./reach-field.tsx";
import {
  emptyTokenForm,
  expiresInOf,
  patternOfReach,
  type TokenFormValues,
  toTokenInput,
} from "./token-form.ts";

const SCOPES = [
  { value: "pull", label: "Pull", hint: "Download versions" },
  { value: "push", label: "Push", hint: "Publish versions" },
  { value: "pull+push", label: "Pull and push", hint: "Both, for release jobs" },
] as const;

type CreateTokenDialogProps = {
  onClose: () => void;
  onCreated: (minted: MintedRegistryToken) => void;
  now: number;
  maxDays: number | null;
};

type Missing = { pattern?: string; expiresIn?: string };

export function CreateTokenDialog({ onClose, onCreated, now, maxDays }: CreateTokenDialogProps) {
  const [values, setValues] = useState(() => emptyTokenForm(maxDays));
  const [missing, setMissing] = useState<Missing>({});
  const create = useCreateRegistryToken();
  const set = (change: Partial<TokenFormValues>) => setValues((before) => ({ ...before, ...change }));
  const errorAt = (path: string) => readRefusal(create.error)?.errorAt(path);

  function send() {
    const pattern = patternOfReach(values);
    const expiresIn = expiresInOf(values, Date.now(), maxDays);
    setMissing({
      ...(pattern === undefined ? { pattern: sayMissing(values) } : {}),
      ...(expiresIn === undefined ? { expiresIn: "Choose a day that is not over." } : {}),
    });
    if (pattern === undefined || expiresIn === undefined) return;
    create.mutate(toTokenInput(values, { pattern, expiresIn }), { onSuccess: onCreated });
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
      <ReachField values={values} onChange={set} error={missing.pattern ?? errorAt("pattern")} />
      <ExpiryField
        values={values}
        now={now}
        maxDays={maxDays}
        onChange={set}
        error={missing.expiresIn ?? errorAt("expiresIn")}
      />
    </FormDialog>
  );
}

const sayMissing = ({ reach }: TokenFormValues) =>
  reach === "project" ? "Name the project, or choose a kind." : "Write a pattern, or choose Everything.";
