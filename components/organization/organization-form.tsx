"use client";
import { useRef, useState } from "react";
import { Field } from "#components/form/field.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { SubmitBar } from "#components/form/submit-bar.tsx";
import { useFocusInvalid } from "#components/form/use-focus-invalid.ts";
import { useLeaveGuard } from "#components/form/use-leave-guard.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import { notify } from "#components/ui/toast.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { useChangeOrganization } from "#lib/organization/client.ts";
import type { OrganizationSettings } from "#lib/organization/schema.ts";
import { NameFields } from "./name-fields.tsx";
import {
  areDays,
  changesOf,
  type FieldsProps,
  keepValues,
  keptValues,
  type OrganizationValues,
  valuesOf,
} from "./organization-values.ts";
import { PublishRuleFields } from "./publish-rule-fields.tsx";
import { SignInFields } from "./sign-in-fields.tsx";

const VISIBILITIES = [
  { value: "private", label: "Private", hint: "Seen and pulled by members of the organization" },
  { value: "public", label: "Public", hint: "Seen and pulled by anybody, without signing in" },
] as const;

/** One form with one save: of several changes, all are made or none. */
export function OrganizationForm({ initial }: { initial: OrganizationSettings }) {
  const router = usePageRouter();
  const [saved, setSaved] = useState(initial);
  const [values, setValues] = useState(() => keptValues(initial.slug) ?? valuesOf(initial));
  const save = useChangeOrganization();
  const refusal = readRefusal(save.error);
  const changes = changesOf(values, saved);
  const isChanged = Object.keys(changes).length > 0;
  const become = (next: OrganizationValues) => {
    setValues(next);
    keepValues(saved.slug, Object.keys(changesOf(next, saved)).length > 0 ? next : null);
  };
  const onChange = (change: Partial<OrganizationValues>) => become({ ...values, ...change });
  useLeaveGuard(isChanged);
  const form = useRef<HTMLFormElement>(null);
  useFocusInvalid(form, save.error);
  const submit = () => {
    if (save.isPending || !isChanged || !areDays(values.tokenMaxDays)) return;
    save.mutate(changes, {
      onSuccess: (settings) => {
        keepValues(saved.slug, null);
        setSaved(settings);
        setValues(valuesOf(settings));
        notify({ title: "The settings are saved", tone: "positive" });
        router.refresh();
      },
    });
  };
  return (
    <form
      ref={form}
      noValidate
      aria-label="Settings of the organization"
      className="flex flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <NameFields saved={saved} values={values} refusal={refusal} onChange={onChange} />
      <NewArtifacts values={values} refusal={refusal} onChange={onChange} />
      <PublishRuleFields values={values} refusal={refusal} onChange={onChange} />
      <SignInFields saved={saved} values={values} refusal={refusal} onChange={onChange} />
      <TokenAge values={values} refusal={refusal} onChange={onChange} />
      <SubmitBar error={refusal && !refusal.hasFields ? refusal.message : undefined}>
        <Button
          type="submit"
          tone="primary"
          working={save.isPending ? "Saving" : false}
          notAllowed={isChanged ? undefined : "Nothing is changed"}
        >
          Save settings
        </Button>
        {isChanged ? (
          <>
            <span className="text-mark text-small">unsaved</span>
            <TextButton
              onClick={() => {
                save.reset();
                become(valuesOf(saved));
              }}
            >
              Discard changes
            </TextButton>
          </>
        ) : null}
      </SubmitBar>
    </form>
  );
}

function NewArtifacts({ values, refusal, onChange }: FieldsProps) {
  return (
    <section aria-labelledby="new-artifacts" className="flex flex-col gap-3">
      <TitledRule id="new-artifacts" title="New artifacts" />
      <Field
        label="Visibility"
        as="group"
        hint="Where neither who makes one nor its project asks for something else. Artifacts that are there keep theirs."
        error={refusal?.errorAt("defaultVisibility")}
      >
        {() => (
          <RadioGroup
            aria-label="Visibility of new artifacts"
            value={values.defaultVisibility}
            options={VISIBILITIES}
            onValueChange={(defaultVisibility) => onChange({ defaultVisibility })}
          />
        )}
      </Field>
    </section>
  );
}

function TokenAge({ values: { tokenMaxDays }, refusal, onChange }: FieldsProps) {
  const error = areDays(tokenMaxDays)
    ? refusal?.errorAt("tokenMaxDays")
    : "Give whole days, such as 90, or leave it empty.";
  return (
    <section aria-labelledby="token-age" className="flex flex-col gap-3">
      <TitledRule id="token-age" title="Tokens" />
      <Field
        label="Longest life of a token"
        optional
        hint="Of registry and API tokens, when they are made or rotated; empty: as long as one likes. Tokens that are there keep theirs."
        error={error}
      >
        {(ids) => (
          <span className="max-w-40">
            <Input
              {...ids}
              inputMode="numeric"
              autoComplete="off"
              value={tokenMaxDays}
              after={<span className="text-ink-muted text-small">days</span>}
              onChange={(event) => onChange({ tokenMaxDays: event.target.value })}
            />
          </span>
        )}
      </Field>
    </section>
  );
}
