"use client";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { notify } from "#components/ui/toast.tsx";
import { useDeleteGroupRole } from "#lib/organization/client.ts";
import type { GroupRoleView } from "#lib/organization/schema.ts";

type DeleteGroupDialogProps = { group: GroupRoleView; onClose: () => void };

export function DeleteGroupDialog({ group, onClose }: DeleteGroupDialogProps) {
  const remove = useDeleteGroupRole(group.id);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Delete the mapping of ${group.group}`}
      confirmLabel="Delete mapping"
      working={remove.isPending && "Deleting"}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            notify({ title: `${group.group} gives no role any more` });
            onClose();
          },
        })
      }
    >
      <Stack>
        <RefusedBanner error={remove.error} />
        <p>
          {sayMembers(group)} Whoever is {group.role} by this group alone loses the role at the next sign-in.
          A role that was given by hand stays, and so does the last owner.
        </p>
      </Stack>
    </ConfirmDialog>
  );
}

function sayMembers({ members }: GroupRoleView): string {
  if (members === 0) return "No member was in it at their last sign-in.";
  return members === 1 ? "One member is in it." : `${members} members are in it.`;
}
