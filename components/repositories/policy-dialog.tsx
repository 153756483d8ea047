"use client";
import { useState } from "react";
import { CodeInput } from "#components/form/code-input.tsx";
import { Field } from "#components/form/field.tsx";
import { FormDialog } from "#components/form/form-dialog.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { useDebounced } from "#components/layout/use-debounced.ts";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { notify } from "#components/ui/toast.tsx";
import { useSavePolicy } from "#lib/repositories/client.ts";
import { type PolicyView, policyPatternSchema } from "#lib/repositories/schema.ts";
import { PolicyMatches } from "./policy-matches.tsx";
import { policyTitle } from "./policy-words.ts";

const MOVING = [
  { value: "move", label: "May move", hint: "A push onto a tag that is there points it at the new content" },
  { value: "stay", label: "Never move", hint: "Such a push is refused, as for a published version" },
] as const;
const DELETING = [
  { value: "allowed", label: "Allowed", hint: "With push scope" },
  { value: "refused", label: "Refused", hint: "Tags stay, and what they name and need" },
] as const;
const REST_MS = 300;

type PolicyDialogProps = { policy: PolicyView | null; onClose: () => void };

export function PolicyDialog({ policy, onClose }: PolicyDialogProps) {
  const [pattern, setPattern] = useState(policy?.pattern ?? "");
  const [tagPattern, setTagPattern] = useState(policy?.tagPattern ?? "");
  const [isImmutable, setImmutable] = useState(policy?.immutable ?? true);
  const [mayDelete, setMayDelete] = useState(policy?.delete ?? true);
  const rested = useDebounced(pattern.trim(), REST_MS);
  const save = useSavePolicy(policy?.id ?? null);
  const errorAt = (path: string) => readRefusal(save.error)?.errorAt(path);
  const read = policyPatternSchema.safeParse(rested);
  const patternError = rested === "" || read.success ? undefined : read.error.issues[0]?.message;

  function send() {
    const input = {
      pattern,
      tagPattern: tagPattern.trim() || null,
      immutable: isImmutable,
      delete: mayDelete,
    };
    save.mutate(input, {
      onSuccess: (saved) => {
        notify({
          title: `The policy for ${policyTitle(saved)} is set`,
          detail: "It holds for every push from now on.",
        });
        onClose();
      },
    });
  }

  return (
    <FormDialog
      title={policy ? `Change ${policyTitle(policy)}` : "Create policy"}
      deed={policy ? "Save policy" : "Create policy"}
      doing="Saving"
      isSending={save.isPending}
      error={save.error}
      onClose={onClose}
      onSend={send}
      footNote="It is written down in the audit log."
    >
      <Field
        label="Repositories"
        hint="* is any text without a slash, ** any text: images/**."
        error={patternError ?? errorAt("pattern")}
      >
        {(ids) => (
          <CodeInput
            {...ids}
            value={pattern}
            onChange={(event) => setPattern(event.target.value)}
            autoFocus
          />
        )}
      </Field>
      <PolicyMatches pattern={rested} />
      <Field
        label="Tags"
        optional
        hint="Empty for every tag. * is any text: v*."
        error={errorAt("tagPattern")}
      >
        {(ids) => (
          <CodeInput {...ids} value={tagPattern} onChange={(event) => setTagPattern(event.target.value)} />
        )}
      </Field>
      <Field label="Tags that are there" as="group">
        {() => (
          <RadioGroup
            aria-label="Tags that are there"
            value={isImmutable ? "stay" : "move"}
            options={MOVING}
            onValueChange={(value) => setImmutable(value === "stay")}
          />
        )}
      </Field>
      <Field label="Deleting" as="group">
        {() => (
          <RadioGroup
            aria-label="Deleting"
            value={mayDelete ? "allowed" : "refused"}
            options={DELETING}
            onValueChange={(value) => setMayDelete(value === "allowed")}
          />
        )}
      </Field>
    </FormDialog>
  );
}
