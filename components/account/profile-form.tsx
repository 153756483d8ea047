"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Field } from "#components/form/field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { notify } from "#components/ui/toast.tsx";

export function ProfileForm({ action, name, email }: { action: FormAction; name: string; email: string }) {
  return (
    <ActionForm action={action} onDone={() => notify({ title: "Your name is saved" })}>
      {({ isSending, errors }) => (
        <>
          <Field
            label="Name"
            hint="As it stands beside what you publish from now on; what is published keeps its name."
            error={errors.name}
          >
            {(ids) => <Input {...ids} name="name" defaultValue={name} autoComplete="name" required />}
          </Field>
          <Field label="Email" hint="What you sign in with.">
            {(ids) => <Input {...ids} type="email" value={email} readOnly />}
          </Field>
          <div>
            <Button type="submit" working={isSending && "Saving"}>
              Save name
            </Button>
          </div>
        </>
      )}
    </ActionForm>
  );
}
