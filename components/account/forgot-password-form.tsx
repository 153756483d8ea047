"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { EmailField } from "./email-field.tsx";

export function ForgotPasswordForm({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action}>
      {({ isSending, errors }) => (
        <>
          <EmailField hint="What you sign in with." error={errors.email} size="large" autoFocus />
          <Button type="submit" tone="primary" size="large" wide working={isSending && "Sending"}>
            Send the link
          </Button>
          <TextLink href="/sign-in">Back to sign in</TextLink>
        </>
      )}
    </ActionForm>
  );
}
