"use client";
import { useState } from "react";
import { Field } from "#components/form/field.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useCreateApiToken } from "#lib/tokens/client.ts";
import type { ApiTokenRights, MintedApiToken } from "#lib/tokens/schema.ts";
import { type ApiTokenFormValues, emptyApiTokenForm, toApiTokenInput } from "./api-token-form.ts";
import { CreateTokenForm } from "./create-token-form.tsx";
import { MintFields } from "./mint-fields.tsx";
import { patternOfReach } from "./token-form.ts";
import { API_SCOPE_OPTIONS } from "./token-words.ts";

const OWNERS = [
  { value: "self", label: "You" },
  { value: "service-account", label: "A service account" },
] as const;

type CreateApiTokenProps = {
  rights: ApiTokenRights;
  now: number;
  maxDays: number | null;
  onClose: () => void;
  onCreated: (minted: MintedApiToken) => void;
};

export function CreateApiToken({ rights, now, maxDays, onClose, onCreated }: CreateApiTokenProps) {
  const [values, setValues] = useState(() => emptyApiTokenForm(maxDays));
  const [missing, setMissing] = useState<string>();
  const create = useCreateApiToken();
  const set = (change: Partial<ApiTokenFormValues>) => setValues((before) => ({ ...before, ...change }));
  const refusal = readRefusal(create.error);

  function send(expiresIn: string | null | undefined) {
    const pattern = values.mayMint ? patternOfReach(values) : null;
    setMissing(pattern === undefined ? "Say what it may reach, or choose Everything." : undefined);
    if (pattern === undefined || expiresIn === undefined) return;
    create.mutate(toApiTokenInput(values, { pattern, expiresIn }), { onSuccess: onCreated });
  }

  return (
    <CreateTokenForm
      title="Create API token"
      values={values}
      onChange={set}
      now={now}
      maxDays={maxDays}
      isSending={create.isPending}
      error={create.error}
      onClose={onClose}
      onSend={send}
    >
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
      <Field label="Scope" as="group" error={refusal?.errorAt("scope")}>
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
        <MintFields values={values} onChange={set} error={missing ?? refusal?.errorAt("mint")} />
      ) : null}
    </CreateTokenForm>
  );
}
