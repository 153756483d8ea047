"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Field } from "#components/form/field.tsx";
import { PasswordInput } from "#components/form/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { MIN_PASSWORD } from "#lib/auth/schema.ts";
import { EmailField } from "./email-field.tsx";

/** @param slug how the organization is called in addresses: a setting, told here and not asked */
export function SetUpForm({ action, linkKey, slug }: { action: FormAction; linkKey: string; slug: string }) {
  return (
    <ActionForm action={action} hidden={{ key: linkKey }}>
      {({ isSending, errors }) => (
        <>
          <Field
            label="Organization"
            hint={`As people see it. In addresses it is called ${slug}.`}
            error={errors.organization}
          >
            {(ids) => <Input {...ids} name="organization" autoComplete="organization" autoFocus required />}
          </Field>
          <Field label="Your name" hint="As it stands beside what you publish." error={errors.name}>
            {(ids) => <Input {...ids} name="name" autoComplete="name" required />}
          </Field>
          <EmailField hint="What you sign in with." error={errors.email} />
          <Field label="Password" hint={`At least ${MIN_PASSWORD} characters.`} error={errors.password}>
            {(ids) => <PasswordInput {...ids} name="password" autoComplete="new-password" required />}
          </Field>
          <Button type="submit" tone="primary" size="large" wide working={isSending && "Setting up"}>
            Set up Chartroom
          </Button>
        </>
      )}
    </ActionForm>
  );
}
