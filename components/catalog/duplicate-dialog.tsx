"use client";
import { useState } from "react";
import { Field } from "#components/form/field.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import type { ArtifactView } from "#lib/catalog/schema.ts";
import { useDuplicateArtifact } from "#lib/catalog/write-client.ts";
import { artifactAddress } from "#lib/ids/addresses.ts";
import { displayName } from "#lib/ids/ids.ts";
import { fieldErrors } from "./field-errors.ts";

type DuplicateDialogProps = {
  artifact: ArtifactView;
  version: string | null;
  as: "duplicate" | "fork";
  onClose: () => void;
};

/** CAT-13: a copy without history; a fork keeps the link to its origin. */
export function DuplicateDialog({ artifact, version, as, onClose }: DuplicateDialogProps) {
  const router = usePageRouter();
  const duplicate = useDuplicateArtifact(artifact);
  const [project, setProject] = useState(artifact.project ?? "");
  const [name, setName] = useState(`${artifact.name}-copy`);
  const errors = fieldErrors(duplicate.error);
  const isFork = as === "fork";
  const origin = version ? `${displayName(artifact)} ${version}` : displayName(artifact);
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={isFork ? `Fork ${displayName(artifact)}` : `Duplicate ${displayName(artifact)}`}
      onSubmit={(event) => {
        event.preventDefault();
        duplicate.mutate(
          { name, as, ...(project ? { project } : {}), ...(version ? { version } : {}) },
          { onSuccess: (made) => router.push(artifactAddress(made)) },
        );
      }}
      foot={
        <>
          <Button tone="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" tone="primary" working={duplicate.isPending ? "Copying" : false}>
            {isFork ? "Fork" : "Duplicate"}
          </Button>
        </>
      }
    >
      <Stack gap="medium">
        <p className="text-ink-muted">
          {isFork
            ? `The new one begins with the files of ${origin}, without its history, and stays linked to it for comparing.`
            : `The new one begins with the files of ${origin}, without its history.`}
        </p>
        <Field
          label="Project"
          optional
          hint="First part of the name, so that the same name can exist twice."
          error={errors.project}
        >
          {(ids) => (
            <Input
              {...ids}
              look="mono"
              value={project}
              onChange={(event) => setProject(event.target.value)}
            />
          )}
        </Field>
        <Field label="Name" error={errors.name ?? errors.form}>
          {(ids) => (
            <Input {...ids} look="mono" value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
      </Stack>
    </Dialog>
  );
}
