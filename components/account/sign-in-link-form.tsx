"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Button } from "#components/ui/button.tsx";

type SignInLinkFormProps = { action: FormAction; linkKey: string; email: string };

export function SignInLinkForm({ action, linkKey, email }: SignInLinkFormProps) {
  return (
    <ActionForm action={action} hidden={{ key: linkKey }}>
      {({ isSending }) => (
        <Button type="submit" tone="primary" size="large" wide working={isSending && "Signing in"}>
          Sign in as {email}
        </Button>
      )}
    </ActionForm>
  );
}
