"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { CodeInput } from "#components/form/code-input.tsx";
import { Field } from "#components/form/field.tsx";
import { PasswordInput } from "#components/form/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

type ProveAgainDialogProps = {
  /** The deed, also on the button. */
  title: string;
  /** What follows from it. */
  says: string;
  hasPassword: boolean;
  tone?: "danger" | undefined;
  action: FormAction;
  onClose: () => void;
};

/** Asks who is signed in to prove again who they are: a browser that was left open is not enough. */
export function ProveAgainDialog({ title, says, hasPassword, tone, action, onClose }: ProveAgainDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={title}>
      <ActionForm action={action} onDone={onClose}>
        {({ isSending, errors }) => (
          <>
            <p>{says}</p>
            {hasPassword ? (
              <Field label="Your password" error={errors.password}>
                {(ids) => (
                  <PasswordInput
                    {...ids}
                    name="password"
                    autoComplete="current-password"
                    autoFocus
                    required
                  />
                )}
              </Field>
            ) : (
              <Field
                label="Code"
                hint="Of your app, or a recovery code."
                error={errors.code ?? errors.password}
              >
                {(ids) => <CodeInput {...ids} name="code" autoComplete="one-time-code" autoFocus required />}
              </Field>
            )}
            <div className="flex justify-end gap-2">
              <Button tone="quiet" onClick={onClose}>
                Cancel
              </Button>
              <Button
                type="submit"
                tone={tone === "danger" ? "danger-filled" : "primary"}
                working={isSending && "Working"}
              >
                {title}
              </Button>
            </div>
          </>
        )}
      </ActionForm>
    </Dialog>
  );
}
