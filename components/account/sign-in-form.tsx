"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Field } from "#components/form/field.tsx";
import { PasswordInput } from "#components/form/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { TextLink } from "#components/ui/text-link.tsx";

/** @param to where to go on, an address of ours */
export function SignInForm({ action, to }: { action: FormAction; to: string }) {
  return (
    <ActionForm action={action} hidden={{ to }}>
      {({ isSending, errors }) => (
        <>
          <Field label="Email" error={errors.email}>
            {(ids) => (
              <Input
                {...ids}
                name="email"
                type="email"
                size="large"
                autoComplete="username"
                autoCapitalize="none"
                autoFocus
                required
              />
            )}
          </Field>
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
