"use client";
import type { ReactNode } from "react";
import { CodeInput } from "#components/form/code-input.tsx";
import { Field } from "#components/form/field.tsx";
import { PasswordInput } from "#components/form/password-input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

export type LoginDraft = { username: string; password: string; ca: string };

type CredentialFieldsProps = {
  draft: LoginDraft;
  onDraft: (draft: LoginDraft) => void;
  errorAt: (path: string) => string | undefined;
  /** Takes the place of the password's field: one that is kept is not shown. */
  keptPassword?: ReactNode;
};

/** User name, password and authority: what a login is made of, before and after it is kept. */
export function CredentialFields({ draft, onDraft, errorAt, keptPassword }: CredentialFieldsProps) {
  const set = (over: Partial<LoginDraft>) => onDraft({ ...draft, ...over });
  return (
    <>
      <Field label="Username" hint="For Amazon ECR the access key id." error={errorAt("username")}>
        {(ids) => (
          <CodeInput
            {...ids}
            value={draft.username}
            onChange={(event) => set({ username: event.target.value })}
          />
        )}
      </Field>
      {keptPassword ?? (
        <Field
          label="Password or token"
          hint="One that may read and nothing else is enough. It is sealed, and never shown again."
          error={errorAt("password")}
        >
          {(ids) => (
            <PasswordInput
              {...ids}
              autoComplete="new-password"
              value={draft.password}
              onChange={(event) => set({ password: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field
        label="Certificate authority"
        optional
        hint="PEM, for a registry whose certificate comes from an authority of your own."
        error={errorAt("ca")}
      >
        {(ids) => (
          <Textarea
            {...ids}
            look="mono"
            low
            rows={2}
            spellCheck={false}
            placeholder="-----BEGIN CERTIFICATE-----"
            value={draft.ca}
            onChange={(event) => set({ ca: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
