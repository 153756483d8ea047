"use client";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { notify } from "#components/ui/toast.tsx";
import { useRevokeInvite } from "#lib/organization/member-client.ts";
import type { InviteView } from "#lib/organization/member-schema.ts";

export function RevokeInviteDialog({ invite, onClose }: { invite: InviteView; onClose: () => void }) {
  const revoke = useRevokeInvite(invite.id);
  function confirm() {
    revoke.mutate(undefined, {
      onSuccess: () => {
        notify({ title: "The invitation is revoked", detail: `The link of ${invite.email} works no more.` });
        onClose();
      },
    });
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title="Revoke invitation"
      confirmLabel="Revoke invitation"
      working={revoke.isPending && "Revoking"}
      onConfirm={confirm}
    >
      <Stack>
        <RefusedBanner error={revoke.error} title="The invitation was not revoked." />
        <p>
          The link of <b className="wrap-anywhere">{invite.email}</b> stops working. You can invite them
          again.
        </p>
      </Stack>
    </ConfirmDialog>
  );
}
