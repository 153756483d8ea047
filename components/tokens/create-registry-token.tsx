"use client";
import { useState } from "react";
import { Field } from "#components/form/field.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { useCreateRegistryToken } from "#lib/tokens/client.ts";
import type { MintedRegistryToken } from "#lib/tokens/schema.ts";
import { CreateTokenForm } from "./create-token-form.tsx";
import { ReachField } from "./reach-field.tsx";
import { emptyTokenForm, patternOfReach, type TokenFormValues, toTokenInput } from "./token-form.ts";

const SCOPES = [
  { value: "pull", label: "Pull", hint: "Download versions" },
  { value: "push", label: "Push", hint: "Publish versions" },
  { value: "pull+push", label: "Pull and push", hint: "Both, for release jobs" },
] as const;

type CreateRegistryTokenProps = {
  now: number;
  maxDays: number | null;
  /** The projects that it may be limited to; null: it may reach everything. */
  projects: string[] | null;
  onClose: () => void;
  onCreated: (minted: MintedRegistryToken) => void;
};

export function CreateRegistryToken(props: CreateRegistryTokenProps) {
  const { now, maxDays, projects, onClose, onCreated } = props;
  const [values, setValues] = useState(() => emptyTokenForm(maxDays, projects?.[0]));
  const [missing, setMissing] = useState<string>();
  const [isNoBudget, setNoBudget] = useState(false);
  const create = useCreateRegistryToken();
  const set = (change: Partial<TokenFormValues>) => setValues((before) => ({ ...before, ...change }));
  const refusal = readRefusal(create.error);

  function send(expiresIn: string | null | undefined) {
    const pattern = patternOfReach(values);
    setMissing(pattern === undefined ? sayMissing(values) : undefined);
    const isBudget = /^\d*$/.test(values.budget.trim());
    setNoBudget(!isBudget);
    if (pattern === undefined || expiresIn === undefined || !isBudget) return;
    create.mutate(toTokenInput(values, { pattern, expiresIn }), { onSuccess: onCreated });
  }

  return (
    <CreateTokenForm
      title="Create registry token"
      values={values}
      onChange={set}
      now={now}
      maxDays={maxDays}
      isSending={create.isPending}
      error={create.error}
      onClose={onClose}
      onSend={send}
    >
      <Field label="Scope" as="group" error={refusal?.errorAt("scope")}>
        {() => (
          <RadioGroup
            aria-label="Scope"
            value={values.scope}
            options={SCOPES}
            onValueChange={(scope) => set({ scope })}
          />
        )}
      </Field>
      <ReachField
        values={values}
        projects={projects}
        onChange={set}
        error={missing ?? refusal?.errorAt("pattern")}
      />
      <Field
        label="Budget"
        optional
        hint="Beside the limit of the address; empty: none of its own."
        error={
          isNoBudget
            ? "Give whole requests, such as 60, or leave it empty."
            : refusal?.errorAt("requestsPerMinute")
        }
      >
        {(ids) => (
          <span className="max-w-60">
            <Input
              {...ids}
              inputMode="numeric"
              autoComplete="off"
              value={values.budget}
              after={<span className="text-ink-muted text-small whitespace-nowrap">requests a minute</span>}
              onChange={(event) => set({ budget: event.target.value })}
            />
          </span>
        )}
      </Field>
    </CreateTokenForm>
  );
}

const sayMissing = ({ reach }: TokenFormValues) =>
  reach === "project" ? "Name the project, or choose a kind." : "Write a pattern, or choose Everything.";
