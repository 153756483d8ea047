"use client";
import { Stack } from "#components/layout/stack.tsx";
import { Banner } from "#components/ui/banner.tsx";
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
        {revoke.error ? (
          <Banner tone="danger" live title="The token was not revoked.">
            {revoke.error.message}
          </Banner>
        ) : null}
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
