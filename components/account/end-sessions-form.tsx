"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Button } from "#components/ui/button.tsx";

export function EndSessionsForm({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action}>
      {({ isSending }) => (
        <>
          <p className="text-ink-muted">
            Ends your sessions in every browser, this one too. Tokens are not touched: revoke those on their
            own page.
          </p>
          <div>
            <Button type="submit" tone="danger" working={isSending && "Signing out"}>
              Sign out everywhere
            </Button>
          </div>
        </>
      )}
    </ActionForm>
  );
}
