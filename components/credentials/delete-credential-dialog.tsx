"use client";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { notify } from "#components/ui/toast.tsx";
import { useDeleteCredential } from "#lib/credentials/client.ts";
import type { CredentialView } from "#lib/credentials/schema.ts";

type DeleteCredentialDialogProps = { credential: CredentialView; onClose: () => void; onDeleted: () => void };

/** CAT-32: says what uses it before it goes. */
export function DeleteCredentialDialog({ credential, onClose, onDeleted }: DeleteCredentialDialogProps) {
  const remove = useDeleteCredential(credential.id);
  const { name, usedBy } = credential;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Delete the credential for ${name}`}
      confirmLabel="Delete credential"
      working={remove.isPending && "Deleting"}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            notify({
              title: `The credential for ${name} is deleted`,
              detail: "Its password is gone with it.",
            });
            onDeleted();
          },
        })
      }
    >
      <Stack>
        <RefusedBanner title="The credential was not deleted." error={remove.error} />
        {usedBy.length === 0 ? (
          <p>Nothing uses it. Its sealed password goes with it, and cannot be brought back.</p>
        ) : (
          <div>
            <p>These lose their login, and are read as anybody from then on:</p>
            <ul className="list-disc pl-5">
              {usedBy.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </ConfirmDialog>
  );
}
