"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Button } from "#components/ui/button.tsx";

type AcceptFormProps = { action: FormAction; linkKey: string; organization: string };

/** For somebody who is signed in with the invitation's e-mail. */
export function AcceptForm({ action, linkKey, organization }: AcceptFormProps) {
  return (
    <ActionForm action={action} hidden={{ key: linkKey }}>
      {({ isSending }) => (
        <Button type="submit" tone="primary" size="large" wide working={isSending && "Joining"}>
          Join {organization}
        </Button>
      )}
    </ActionForm>
  );
}
