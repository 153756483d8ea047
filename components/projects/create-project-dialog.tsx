"use client";
import { useState } from "react";
import { CodeInput } from "#components/form/code-input.tsx";
import { Field } from "#components/form/field.tsx";
import { FormDialog } from "#components/form/form-dialog.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { projectAddress } from "#lib/ids/addresses.ts";
import { useCreateProject } from "#lib/organization/project-client.ts";
import { chosenVisibility, VISIBILITIES, type VisibilityChoice } from "./visibility-choices.ts";

export function CreateProjectDialog({ onClose }: { onClose: () => void }) {
  const router = usePageRouter();
  const [name, setName] = useState("");
  const [title, setTitle] = useState("");
  const [description, setDescription] = useState("");
  const [visibility, setVisibility] = useState<VisibilityChoice>("organization");
  const create = useCreateProject();
  const errorAt = (path: string) => readRefusal(create.error)?.errorAt(path);
  const send = () =>
    create.mutate(
      { name: name.trim(), title, description, visibility: chosenVisibility(visibility) },
      { onSuccess: (made) => router.push(projectAddress(made.name)) },
    );
  return (
    <FormDialog
      title="Create project"
      deed="Create project"
      doing="Creating"
      isSending={create.isPending || create.isSuccess}
      error={create.error}
      onClose={onClose}
      onSend={send}
      footNote="A first push into a new project makes it too."
    >
      <Field
        label="Name"
        hint={`First part of names: charts/${name.trim() || "payments"}/service. It never changes.`}
        error={errorAt("name")}
      >
        {(ids) => (
          <CodeInput
            {...ids}
            required
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label="Title" optional hint="What people call it." error={errorAt("title")}>
        {(ids) => <Input {...ids} value={title} onChange={(event) => setTitle(event.target.value)} />}
      </Field>
      <Field label="Description" optional hint="One sentence, shown in lists." error={errorAt("description")}>
        {(ids) => (
          <Input {...ids} value={description} onChange={(event) => setDescription(event.target.value)} />
        )}
      </Field>
      <Field label="New artifacts in it are" as="group">
        {() => (
          <RadioGroup
            aria-label="New artifacts in it are"
            value={visibility}
            options={VISIBILITIES}
            onValueChange={setVisibility}
          />
        )}
      </Field>
    </FormDialog>
  );
}
