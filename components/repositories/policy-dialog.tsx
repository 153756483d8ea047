"use client";
import { type FormEvent, useState } from "react";
import { Field } from "#components/form/field.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { useDebounced } from "#components/layout/use-debounced.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { notify } from "#components/ui/toast.tsx";
import { isApiProblem } from "#lib/browser/api.ts";
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
  const problem = isApiProblem(save.error) ? save.error : null;
  const errorAt = (path: string) => problem?.fields.find((field) => field.path === path)?.message;
  const read = policyPatternSchema.safeParse(rested);
  const patternError = rested === "" || read.success ? undefined : read.error.issues[0]?.message;
  const deed = policy ? "Save policy" : "Create policy";

  function submit(event: FormEvent) {
    event.preventDefault();
    if (save.isPending) return;
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
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={policy ? `Change ${policyTitle(policy)}` : "Create policy"}
      onSubmit={submit}
      footNote="It is written down in the audit log."
      foot={
        <>
          <Button tone="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" tone="primary" working={save.isPending && "Saving"}>
            {deed}
          </Button>
        </>
      }
    >
      <Stack>
        {problem && problem.fields.length === 0 ? (
          <Banner tone="danger" live title={problem.message}>
            {problem.hint}
          </Banner>
        ) : null}
        <Field
          label="Repositories"
          hint="* is any text without a slash, ** any text: images/**."
          error={patternError ?? errorAt("pattern")}
        >
          {(ids) => (
            <Input
              {...ids}
              look="mono"
              value={pattern}
              onChange={(event) => setPattern(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
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
            <Input
              {...ids}
              look="mono"
              value={tagPattern}
              onChange={(event) => setTagPattern(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
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
      </Stack>
    </Dialog>
  );
}
