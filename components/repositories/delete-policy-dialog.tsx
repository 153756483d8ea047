"use client";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { notify } from "#components/ui/toast.tsx";
import { useDeletePolicy } from "#lib/repositories/client.ts";
import type { PolicyView } from "#lib/repositories/schema.ts";
import { policyTitle } from "./policy-words.ts";

type DeletePolicyDialogProps = { policy: PolicyView; onClose: () => void };

export function DeletePolicyDialog({ policy, onClose }: DeletePolicyDialogProps) {
  const remove = useDeletePolicy(policy.id);
  const title = policyTitle(policy);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Delete the policy for ${title}`}
      confirmLabel="Delete policy"
      working={remove.isPending && "Deleting"}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            notify({
              title: `The policy for ${title} is deleted`,
              detail: "The next one that matches applies.",
            });
            onClose();
          },
        })
      }
    >
      <Stack>
        <RefusedBanner title="The policy was not deleted." error={remove.error} />
        <p>
          What it spoke of falls to the next policy that matches. Where none does, tags may move and
          everything may be deleted. No content changes by this.
        </p>
      </Stack>
    </ConfirmDialog>
  );
}
