"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Field } from "#components/form/field.tsx";
import { PasswordInput } from "#components/form/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { EmailField } from "./email-field.tsx";

/** @param to where to go on, an address of ours */
export function SignInForm({ action, to }: { action: FormAction; to: string }) {
  return (
    <ActionForm action={action} hidden={{ to }}>
      {({ isSending, errors }) => (
        <>
          <EmailField error={errors.email} size="large" autoFocus />
          <Field label="Password" error={errors.password}>
            {(ids) => (
              <PasswordInput {...ids} name="password" size="large" autoComplete="current-password" required />
            )}
          </Field>
          <Button type="submit" tone="primary" size="large" wide working={isSending && "Signing in"}>
            Sign in
          </Button>
          <div>
            <TextLink href="/forgot-password">Forgot your password?</TextLink>
          </div>
        </>
      )}
    </ActionForm>
  );
}
