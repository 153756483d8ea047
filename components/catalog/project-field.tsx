"use client";
import { type ReactNode, useId } from "react";
import { Field } from "#components/form/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";

type ProjectFieldProps = {
  project: string;
  /** Those that the viewer may create in. */
  projects: readonly string[];
  /** Any name may be written, also none; else one of `projects` is chosen (ROLE-11). */
  isFree: boolean;
  error: ReactNode;
  onChange: (project: string) => void;
};

/** The first part of a new artifact's name. */
export function ProjectField({ project, projects, isFree, error, onChange }: ProjectFieldProps) {
  const listId = useId();
  if (!isFree)
    return (
      <Field label="Project" error={error} hint="Those in which you are a developer or a maintainer.">
        {(ids) => (
          <Select
            {...ids}
            look="mono"
            value={project}
            onValueChange={onChange}
            options={projects.map((value) => ({ value, label: value }))}
          />
        )}
      </Field>
    );
  return (
    <Field
      label="Project"
      optional
      error={error}
      hint="First part of the name, so that the same name can exist twice."
    >
      {(ids) => (
        <>
          <Input
            {...ids}
            look="mono"
            autoComplete="off"
            list={listId}
            value={project}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={listId}>
            {projects.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
