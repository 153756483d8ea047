"use client";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { notify } from "#components/ui/toast.tsx";
import { useRemoveMember } from "#lib/organization/member-client.ts";
import type { MemberView } from "#lib/organization/member-schema.ts";
import type { Who } from "./who.ts";

type RemoveMemberDialogProps = { member: MemberView; who: Who; onClose: () => void };

/** Removing somebody, or leaving. */
export function RemoveMemberDialog({ member, who, onClose }: RemoveMemberDialogProps) {
  const isOneself = member.id === who.id;
  const remove = useRemoveMember(member.id, isOneself);
  const label = isOneself ? `Leave ${who.organization.name}` : `Remove ${member.name}`;
  function confirm() {
    remove.mutate(undefined, {
      onSuccess: () => {
        if (isOneself) return location.assign("/");
        notify({ title: `${member.name} is removed`, detail: "Their access has ended." });
        onClose();
      },
    });
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={label}
      confirmLabel={label}
      working={remove.isPending && (isOneself ? "Leaving" : "Removing")}
      onConfirm={confirm}
    >
      <Stack>
        <RefusedBanner
          error={remove.error}
          title={isOneself ? "You have not left." : "The member was not removed."}
        />
        <p>
          {isOneself ? "Your" : "Their"} access to {who.organization.name} ends at once, on every device. API
          tokens and open invitations of {isOneself ? "yours" : "theirs"} end with it, and so do rights in
          projects.
        </p>
        <p className="text-ink-muted">
          What {isOneself ? "you" : "they"} published stays, and so do the organization's registry tokens.
          Coming back takes a new invitation.
        </p>
      </Stack>
    </ConfirmDialog>
  );
}
