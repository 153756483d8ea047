"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Field } from "#components/form/field.tsx";
import { PasswordInput } from "#components/form/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { notify } from "#components/ui/toast.tsx";
import { MIN_PASSWORD } from "#lib/auth/schema.ts";

export function PasswordForm({ action, email }: { action: FormAction; email: string }) {
  return (
    <ActionForm
      action={action}
      clears
      onDone={() =>
        notify({ title: "Your password is changed", detail: "Every other session of yours has ended." })
      }
    >
      {({ isSending, errors }) => (
        <>
          {/* For password managers: which account this is. */}
          <input type="hidden" autoComplete="username" defaultValue={email} />
          <Field label="Current password" error={errors.current}>
            {(ids) => <PasswordInput {...ids} name="current" autoComplete="current-password" required />}
          </Field>
          <Field label="New password" hint={`At least ${MIN_PASSWORD} characters.`} error={errors.password}>
            {(ids) => <PasswordInput {...ids} name="password" autoComplete="new-password" required />}
          </Field>
          <div>
            <Button type="submit" working={isSending && "Changing"}>
              Change password
            </Button>
          </div>
        </>
      )}
    </ActionForm>
  );
}
