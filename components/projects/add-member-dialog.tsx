"use client";
import { useId, useState } from "react";
import { Field } from "#components/form/field.tsx";
import { FormDialog } from "#components/form/form-dialog.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { notify } from "#components/ui/toast.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { PROJECT_ROLES, type ProjectRole } from "#lib/auth/types.ts";
import { useSetProjectMember } from "#lib/organization/project-client.ts";
import { projectRoleWords } from "./project-words.ts";

export type Candidate = { name: string; email: string };
type AddMemberDialogProps = { project: string; candidates: readonly Candidate[]; onClose: () => void };

export function AddMemberDialog({ project, candidates, onClose }: AddMemberDialogProps) {
  const router = usePageRouter();
  const listId = useId();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<ProjectRole>("developer");
  const [isMissing, setIsMissing] = useState(false);
  const add = useSetProjectMember(project);
  const refusal = readRefusal(add.error);
  function send() {
    const who = email.trim();
    setIsMissing(who === "");
    if (who === "") return;
    add.mutate(
      { who, role },
      {
        onSuccess: (member) => {
          notify({
            title: `${member.name} is ${projectRoleWords[role].label.toLowerCase()} of ${project}`,
            detail: "It holds from their next request on.",
            tone: "positive",
          });
          router.refresh();
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title={`Add a member to ${project}`}
      deed="Add member"
      doing="Adding"
      isSending={add.isPending}
      error={add.error}
      onClose={onClose}
      onSend={send}
      footNote="It is written down in the audit log."
    >
      <Field
        label="Email"
        hint={
          candidates.length === 0
            ? "Every member of the organization is in the project already."
            : "Of a member of the organization."
        }
        error={isMissing ? "Say whose: the e-mail they sign in with." : refusal?.errorAt("id")}
      >
        {(ids) => (
          <>
            <Input
              {...ids}
              type="email"
              autoComplete="off"
              autoFocus
              list={listId}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
            <datalist id={listId}>
              {candidates.map((one) => (
                <option key={one.email} value={one.email}>
                  {one.name}
                </option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label="Role" as="group">
        {() => (
          <RadioGroup
            aria-label="Role"
            value={role}
            onValueChange={setRole}
            options={PROJECT_ROLES.map((value) => ({ value, ...projectRoleWords[value] }))}
          />
        )}
      </Field>
    </FormDialog>
  );
}
