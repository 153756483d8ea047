"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Field } from "#components/form/field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { TextLink } from "#components/ui/text-link.tsx";

export function ForgotPasswordForm({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action}>
      {({ isSending, errors }) => (
        <>
          <Field label="Email" hint="What you sign in with." error={errors.email}>
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
          <Button type="submit" tone="primary" size="large" wide working={isSending && "Sending"}>
            Send the link
          </Button>
          <TextLink href="/sign-in">Back to sign in</TextLink>
        </>
      )}
    </ActionForm>
  );
}
