"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Field } from "#components/form/field.tsx";
import { PasswordInput } from "#components/form/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { MIN_PASSWORD } from "#lib/auth/schema.ts";

type ChoosePasswordFormProps = { action: FormAction; linkKey: string; email: string };

export function ChoosePasswordForm({ action, linkKey, email }: ChoosePasswordFormProps) {
  return (
    <ActionForm action={action} hidden={{ key: linkKey }}>
      {({ isSending, errors }) => (
        <>
          <Field label="Email">
            {(ids) => <Input {...ids} type="email" autoComplete="username" value={email} readOnly />}
          </Field>
          <Field label="Password" hint={`At least ${MIN_PASSWORD} characters.`} error={errors.password}>
            {(ids) => (
              <PasswordInput {...ids} name="password" autoComplete="new-password" autoFocus required />
            )}
          </Field>
          <Button type="submit" tone="primary" size="large" wide working={isSending && "Saving"}>
            Choose this password
          </Button>
        </>
      )}
    </ActionForm>
  );
}
