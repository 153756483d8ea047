"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Button } from "#components/ui/button.tsx";

export function SignOutForm({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action}>
      {({ isSending }) => (
        <Button type="submit" tone="primary" size="large" wide working={isSending && "Signing out"}>
          Sign out
        </Button>
      )}
    </ActionForm>
  );
}
