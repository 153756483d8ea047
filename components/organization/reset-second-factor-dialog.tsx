"use client";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { notify } from "#components/ui/toast.tsx";
import { useResetSecondFactor } from "#lib/organization/member-client.ts";
import type { MemberView } from "#lib/organization/member-schema.ts";

type ResetSecondFactorDialogProps = { member: MemberView; onClose: () => void };

/** For who has lost the app and the recovery codes. */
export function ResetSecondFactorDialog({ member, onClose }: ResetSecondFactorDialogProps) {
  const reset = useResetSecondFactor(member.id);
  function confirm() {
    reset.mutate(undefined, {
      onSuccess: () => {
        notify({
          title: `${member.name} has no second factor any more`,
          detail: "Their sessions have ended.",
        });
        onClose();
      },
    });
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Reset the second factor of ${member.name}`}
      confirmLabel="Reset second factor"
      working={reset.isPending && "Resetting"}
      onConfirm={confirm}
    >
      <Stack>
        <RefusedBanner error={reset.error} title="The second factor was not reset." />
        <p>
          From then on their password alone signs them in, until they set an app up again. Every session of
          theirs ends, and their recovery codes work no more.
        </p>
        <p className="text-ink-muted">
          Be sure that it is {member.name} who asks: whoever has stolen a password asks for the same.
        </p>
      </Stack>
    </ConfirmDialog>
  );
}
