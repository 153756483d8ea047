"use client";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { notify } from "#components/ui/toast.tsx";
import { useRevokeRegistryToken } from "#lib/tokens/client.ts";

type RevokeTokenDialogProps = {
  token: { id: string; name: string; lastUsedAt: string | null };
  onClose: () => void;
};

/** GOH-58: at once; the row stays. */
export function RevokeTokenDialog({ token, onClose }: RevokeTokenDialogProps) {
  const revoke = useRevokeRegistryToken(token.id);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Revoke ${token.name}`}
      confirmLabel={`Revoke ${token.name}`}
      working={revoke.isPending && "Revoking"}
      onConfirm={() =>
        revoke.mutate(undefined, {
          onSuccess: () => {
            notify({
              title: `${token.name} is revoked`,
              detail: "Clients that use it are refused from now on.",
            });
            onClose();
          },
        })
      }
    >
      <Stack>
        <RefusedBanner title="The token was not revoked." error={revoke.error} />
        <p>
          Clients that log in with it are refused from the next request on. This cannot be undone; the token
          stays in the list, marked as revoked.
        </p>
        <p className="text-ink-muted">
          {token.lastUsedAt ? (
            <>
              It was last used <RelativeTime at={token.lastUsedAt} inSentence />.
            </>
          ) : (
            "It was never used."
          )}
        </p>
      </Stack>
    </ConfirmDialog>
  );
}
