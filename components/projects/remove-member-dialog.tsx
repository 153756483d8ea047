"use client";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { notify } from "#components/ui/toast.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { useRemoveProjectMember } from "#lib/organization/project-client.ts";
import type { ProjectMemberView } from "#lib/organization/project-schema.ts";

type RemoveMemberDialogProps = { project: string; member: ProjectMemberView; onClose: () => void };

export function RemoveMemberDialog({ project, member, onClose }: RemoveMemberDialogProps) {
  const router = usePageRouter();
  const remove = useRemoveProjectMember(project);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Remove ${member.name} from ${project}`}
      confirmLabel="Remove member"
      working={remove.isPending && "Removing"}
      onConfirm={() =>
        remove.mutate(member.id, {
          onSuccess: () => {
            notify({ title: `${member.name} is no member of ${project} any more`, tone: "positive" });
            router.refresh();
            onClose();
          },
        })
      }
    >
      <Stack>
        <RefusedBanner title="The member was not removed." error={remove.error} />
        <p>They stay a member of the organization and act here with their role in it, from now on.</p>
      </Stack>
    </ConfirmDialog>
  );
}
