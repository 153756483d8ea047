"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { CodeInput } from "#components/form/code-input.tsx";
import { Field } from "#components/form/field.tsx";
import { Button } from "#components/ui/button.tsx";
import { TextLink } from "#components/ui/text-link.tsx";

/** @param to where to go on, an address of ours */
export function CodeForm({ action, to }: { action: FormAction; to: string }) {
  return (
    <ActionForm action={action} hidden={{ to }}>
      {({ isSending, errors }) => (
        <>
          <Field
            label="Code"
            hint="The six digits that your app shows now, or one of your recovery codes."
            error={errors.code}
          >
            {(ids) => (
              <CodeInput {...ids} name="code" size="large" autoComplete="one-time-code" autoFocus required />
            )}
          </Field>
          <Button type="submit" tone="primary" size="large" wide working={isSending && "Signing in"}>
            Sign in
          </Button>
          <p className="text-ink-muted text-small">
            Lost the app and the recovery codes? An owner of your organization can reset your second factor.{" "}
            <TextLink href="/sign-in">Sign in as somebody else</TextLink>
          </p>
        </>
      )}
    </ActionForm>
  );
}
