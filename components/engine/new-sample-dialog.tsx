"use client";
import { type FormEvent, useState } from "react";
import { Field } from "#components/form/field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { InlineCode } from "#components/ui/inline-code.tsx";
import { Input } from "#components/ui/input.tsx";
import { samplePath } from "./sample-values.ts";

type NewSampleDialogProps = {
  isTaken: (path: string) => boolean;
  /** What was typed beside the files: it becomes the sample. */
  ownValues: string;
  onClose: () => void;
  onMake: (path: string, text: string) => void;
};

const BEGINNING = "# Values of this sample, over those of values.yaml.\n";

/** Names new sample values: a file of the draft, where chart-testing looks for it. */
export function NewSampleDialog({ isTaken, ownValues, onClose, onMake }: NewSampleDialogProps) {
  const [name, setName] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const path = samplePath(name);
  const error = refuse(name, isTaken(path) ? path : null);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsAsked(true);
    if (error === null) onMake(path, ownValues.trim() === "" ? BEGINNING : ownValues);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title="New sample values"
      onSubmit={send}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit">
            Create sample values
          </Button>
        </>
      }
    >
      <Field
        label="Name"
        hint={
          <>
            Becomes the file <InlineCode>{samplePath(name || "name")}</InlineCode> of the draft. Charts are
            tested with each of these files.
          </>
        }
        error={isAsked ? error : null}
      >
        {(ids) => (
          <Input
            {...ids}
            look="mono"
            value={name}
            autoFocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}

function refuse(name: string, taken: string | null): string | null {
  if (!/^[a-z0-9][a-z0-9._-]{0,60}$/.test(name))
    return "A name has small letters, digits, dots and dashes, such as production. Write it so.";
  return taken === null ? null : `${taken} is there already. Choose another name.`;
}
