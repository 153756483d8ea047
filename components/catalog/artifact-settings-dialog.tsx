"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Field } from "#components/form/field.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { ArtifactView } from "#lib/catalog/schema.ts";
import { useUpdateArtifact } from "#lib/catalog/write-client.ts";
import { displayName } from "#lib/ids/ids.ts";
import { fieldErrors } from "./field-errors.ts";

const sayLabels = (labels: Record<string, string>) =>
  Object.entries(labels)
    .map(([key, value]) => (value ? `${key}=${value}` : key))
    .join(", ");

/** `tier=backend, golden-path` → `{tier: "backend", "golden-path": ""}` */
function readLabels(text: string): Record<string, string> {
  const words = text.split(/[\s,]+/).filter(Boolean);
  return Object.fromEntries(
    words.map((word) => {
      const [key = word, ...value] = word.split("=");
      return [key, value.join("=")];
    }),
  );
}

/** What an artifact says of itself and who may see it: nothing here touches a version. */
export function ArtifactSettingsDialog({
  artifact,
  onClose,
}: {
  artifact: ArtifactView;
  onClose: () => void;
}) {
  const router = useRouter();
  const update = useUpdateArtifact(artifact);
  const [description, setDescription] = useState(artifact.description);
  const [labels, setLabels] = useState(sayLabels(artifact.labels));
  const [visibility, setVisibility] = useState(artifact.visibility);
  const errors = fieldErrors(update.error);
  const mayShow = artifact.permissions.changeVisibility;
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Settings of ${displayName(artifact)}`}
      onSubmit={(event) => {
        event.preventDefault();
        const changed = visibility === artifact.visibility ? {} : { visibility };
        update.mutate(
          { description, labels: readLabels(labels), ...changed },
          {
            onSuccess: () => {
              onClose();
              router.refresh();
            },
          },
        );
      }}
      foot={
        <>
          <Button tone="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" tone="primary" working={update.isPending ? "Saving" : false}>
            Save settings
          </Button>
        </>
      }
    >
      <Stack gap="medium">
        {errors.form ? <Banner tone="danger" live title={errors.form} /> : null}
        <Field label="Description" optional error={errors.description}>
          {(ids) => (
            <Textarea
              {...ids}
              rows={2}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Labels"
          optional
          hint="Separated by commas, such as tier=backend, golden-path."
          error={errors.labels}
        >
          {(ids) => (
            <Input {...ids} look="mono" value={labels} onChange={(event) => setLabels(event.target.value)} />
          )}
        </Field>
        <Field
          as="group"
          label="Visibility"
          hint={mayShow ? undefined : "Admins and owners change who may see it."}
          error={errors.visibility}
        >
          {(ids) => (
            <RadioGroup
              {...ids}
              aria-label="Visibility"
              value={visibility}
              onValueChange={setVisibility}
              options={[
                {
                  value: "private",
                  label: "Private",
                  hint: "Members of the organization and its tokens.",
                  disabled: !mayShow,
                },
                {
                  value: "public",
                  label: "Public",
                  hint: "Everyone who reaches this server, without credentials.",
                  disabled: !mayShow,
                },
              ]}
            />
          )}
        </Field>
      </Stack>
    </Dialog>
  );
}
