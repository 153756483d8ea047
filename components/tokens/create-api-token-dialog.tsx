"use client";
import { useState } from "react";
import { Field } from "#components/form/field.tsx";
import { FormDialog } from "#components/form/form-dialog.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useCreateApiToken } from "#lib/tokens/client.ts";
import type { ApiTokenRights, MintedApiToken } from "#lib/tokens/schema.ts";
import { type ApiTokenFormValues, emptyApiTokenForm, toApiTokenInput } from "./api-token-form.ts";
import { ExpiryField } from "./expiry-field.tsx";
import { MintFields } from "./mint-fields.tsx";
import { expiresInOf, patternOfReach } from "./token-form.ts";
import { API_SCOPE_OPTIONS } from "./token-words.ts";

const OWNERS = [
  { value: "self", label: "You" },
  { value: "service-account", label: "A service account" },
] as const;

type CreateApiTokenDialogProps = {
  rights: ApiTokenRights;
  now: number;
  maxDays: number | null;
  onClose: () => void;
  onCreated: (minted: MintedApiToken) => void;
};

type Missing = { pattern?: string; expiresIn?: string };

export function CreateApiTokenDialog({
  rights,
  now,
  maxDays,
  onClose,
  onCreated,
}: CreateApiTokenDialogProps) {
  const [values, setValues] = useState(() => emptyApiTokenForm(maxDays));
  const [missing, setMissing] = useState<Missing>({});
  const create = useCreateApiToken();
  const set = (change: Partial<ApiTokenFormValues>) => setValues((before) => ({ ...before, ...change }));
  const errorAt = (path: string) => readRefusal(create.error)?.errorAt(path);

  function send() {
    const pattern = values.mayMint ? patternOfReach(values) : null;
    const expiresIn = expiresInOf(values, Date.now(), maxDays);
    setMissing({
      ...(pattern === undefined ? { pattern: "Say what it may reach, or choose Everything." } : {}),
      ...(expiresIn === undefined ? { expiresIn: "Choose a day that is not over." } : {}),
    });
    if (pattern === undefined || expiresIn === undefined) return;
    create.mutate(toApiTokenInput(values, { pattern, expiresIn }), { onSuccess: onCreated });
  }

  return (
    <FormDialog
      title="Create API token"
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
      {rights.serviceAccounts ? (
        <Field
          label="Acts for"
          as="group"
          hint="Either way it does no more than your role allows at that moment, and stops when you leave."
        >
          {() => (
            <div>
              <Segmented
                label="Acts for"
                size="default"
                value={values.owner}
                options={OWNERS}
                onValueChange={(owner) => set({ owner })}
              />
            </div>
          )}
        </Field>
      ) : null}
      <Field label="Scope" as="group" error={errorAt("scope")}>
        {() => (
          <RadioGroup
            aria-label="Scope"
            value={values.scope}
            options={API_SCOPE_OPTIONS.map((option) => ({
              ...option,
              disabled: !rights.scopes.includes(option.value),
            }))}
            onValueChange={(scope) => set({ scope })}
          />
        )}
      </Field>
      {rights.serviceAccounts ? (
        <MintFields values={values} onChange={set} error={missing.pattern ?? errorAt("mint")} />
      ) : null}
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
