"use client";
import { useState } from "react";
import { CodeInput } from "#components/form/code-input.tsx";
import { Field } from "#components/form/field.tsx";
import { FormDialog } from "#components/form/form-dialog.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { InlineCode } from "#components/ui/inline-code.tsx";
import { useTransferOwnership } from "#lib/organization/member-client.ts";
import type { MemberView } from "#lib/organization/member-schema.ts";
import type { Who } from "./who.ts";

type TransferDialogProps = { member: MemberView; who: Who; onClose: () => void };

/** Two steps: this dialog, and the slug typed into it. */
export function TransferDialog({ member, who, onClose }: TransferDialogProps) {
  const [typed, setTyped] = useState("");
  const transfer = useTransferOwnership(member.id);
  return (
    <FormDialog
      title={`Hand the ownership over to ${member.name}`}
      deed="Hand it over"
      doing="Handing over"
      isSending={transfer.isPending}
      error={transfer.error}
      onClose={onClose}
      // What the page offers depends on one's own role.
      onSend={() => transfer.mutate({ organization: typed.trim() }, { onSuccess: () => location.reload() })}
    >
      <p>
        {member.name} becomes an owner of {who.organization.name}, and you become an admin. Only an owner can
        make you one again. Other owners stay.
      </p>
      <Field
        label={
          <>
            Type <InlineCode>{who.organization.slug}</InlineCode> to confirm
          </>
        }
        error={readRefusal(transfer.error)?.errorAt("organization")}
      >
        {(ids) => (
          <CodeInput {...ids} value={typed} onChange={(event) => setTyped(event.target.value)} autoFocus />
        )}
      </Field>
    </FormDialog>
  );
}
