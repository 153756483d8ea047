"use client";
import { useState } from "react";
import { Field } from "#components/form/field.tsx";
import { FormDialog } from "#components/form/form-dialog.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { notify } from "#components/ui/toast.tsx";
import { useChangeMember } from "#lib/organization/member-client.ts";
import type { MemberView } from "#lib/organization/member-schema.ts";
import { roleOptions, roleWords } from "./role-words.ts";
import type { Who } from "./who.ts";

type ChangeRoleDialogProps = { member: MemberView; who: Who; onClose: () => void };

export function ChangeRoleDialog({ member, who, onClose }: ChangeRoleDialogProps) {
  const [role, setRole] = useState(member.role);
  const change = useChangeMember(member.id);
  const isOneself = member.id === who.id;
  function save() {
    change.mutate(
      { role },
      {
        onSuccess: () => {
          notify({ title: `${member.name} is ${roleWords[role].one} now` });
          // What this page offers depends on one's own role.
          if (isOneself) location.reload();
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title={`Role of ${member.name}`}
      deed="Change role"
      doing="Changing"
      isSending={change.isPending}
      error={change.error}
      onClose={onClose}
      onSend={save}
      footNote="It holds from their next request on."
    >
      <Field label="Role" as="group">
        {() => (
          <RadioGroup
            aria-label="Role"
            value={role}
            options={roleOptions(who.highest)}
            onValueChange={setRole}
          />
        )}
      </Field>
      {isOneself && role !== member.role ? (
        <Banner tone="caution" title="This is your own role.">
          You cannot give it back to yourself.
        </Banner>
      ) : null}
    </FormDialog>
  );
}
