"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Field } from "#components/form/field.tsx";
import { PasswordInput } from "#components/form/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { MIN_PASSWORD } from "#lib/auth/schema.ts";

type JoinFormProps = { action: FormAction; linkKey: string; email: string; organization: string };

/** For somebody without an account: makes one, and joins. */
export function JoinForm({ action, linkKey, email, organization }: JoinFormProps) {
  return (
    <ActionForm action={action} hidden={{ key: linkKey }}>
      {({ isSending, errors }) => (
        <>
          <Field label="Email" hint="What you sign in with.">
            {(ids) => <Input {...ids} type="email" autoComplete="username" value={email} readOnly />}
          </Field>
          <Field label="Your name" hint="As it stands beside what you publish." error={errors.name}>
            {(ids) => <Input {...ids} name="name" autoComplete="name" autoFocus required />}
          </Field>
          <Field label="Password" hint={`At least ${MIN_PASSWORD} characters.`} error={errors.password}>
            {(ids) => <PasswordInput {...ids} name="password" autoComplete="new-password" required />}
          </Field>
          <Button type="submit" tone="primary" size="large" wide working={isSending && "Joining"}>
            Join {organization}
          </Button>
        </>
      )}
    </ActionForm>
  );
}
