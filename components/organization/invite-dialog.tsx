"use client";
import { useState } from "react";
import { Field } from "#components/form/field.tsx";
import { FormDialog } from "#components/form/form-dialog.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import type { Role } from "#lib/auth/types.ts";
import { useInviteMember } from "#lib/organization/member-client.ts";
import type { MadeInvite } from "#lib/organization/member-schema.ts";
import { roleOptions } from "./role-words.ts";

export type InviteStart = { email: string; role: Role };

type InviteDialogProps = {
  highest: Role | null;
  /** What the fields begin with: of an invitation that is made anew. */
  start: InviteStart | null;
  onClose: () => void;
  onInvited: (made: MadeInvite) => void;
};

export function InviteDialog({ highest, start, onClose, onInvited }: InviteDialogProps) {
  const [email, setEmail] = useState(start?.email ?? "");
  const [role, setRole] = useState<Role>(start?.role ?? "member");
  const invite = useInviteMember();
  const refusal = readRefusal(invite.error);
  return (
    <FormDialog
      title="Invite a member"
      deed="Make invitation"
      doing="Inviting"
      isSending={invite.isPending}
      error={invite.error}
      onClose={onClose}
      onSend={() => invite.mutate({ email, role }, { onSuccess: onInvited })}
      footNote="The link is shown once, on the next screen."
    >
      <Field
        label="Email"
        hint="Only whoever signs in with it, or makes an account for it, can accept."
        error={refusal?.errorAt("email")}
      >
        {(ids) => (
          <Input
            {...ids}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            autoComplete="off"
            autoCapitalize="none"
            autoFocus
          />
        )}
      </Field>
      <Field label="Role" as="group" error={refusal?.errorAt("role")}>
        {() => (
          <RadioGroup aria-label="Role" value={role} options={roleOptions(highest)} onValueChange={setRole} />
        )}
      </Field>
    </FormDialog>
  );
}
