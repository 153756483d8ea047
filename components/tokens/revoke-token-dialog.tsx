"use client";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { notify } from "#components/ui/toast.tsx";
import { useRevokeApiToken, useRevokeRegistryToken } from "#lib/tokens/client.ts";
import type { RegistryTokenView } from "#lib/tokens/schema.ts";
import { LastUse } from "./last-use.tsx";

export type RevokedToken = Pick<
  RegistryTokenView,
  "id" | "name" | "lastUsedAt" | "lastUsedAddress" | "lastUsedClient"
>;
type RevokeProps = { token: RevokedToken; onClose: () => void };

export function RevokeRegistryToken({ token, onClose }: RevokeProps) {
  const revoke = useRevokeRegistryToken(token.id);
  return <RevokeTokenDialog token={token} onClose={onClose} revoke={revoke} />;
}

export function RevokeApiToken({ token, onClose }: RevokeProps) {
  const revoke = useRevokeApiToken(token.id);
  return (
    <RevokeTokenDialog
      token={token}
      onClose={onClose}
      revoke={revoke}
      also="Everything that was made with it ends with it."
    />
  );
}

type RevokeTokenDialogProps = RevokeProps & {
  revoke: ReturnType<typeof useRevokeRegistryToken>;
  also?: string;
};

/** GOH-58: at once; the row stays. */
function RevokeTokenDialog({ token, onClose, revoke, also }: RevokeTokenDialogProps) {
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
          stays in the list, marked as revoked. {also}
        </p>
        <div className="text-ink-muted">
          Last used: <LastUse token={token} />
        </div>
      </Stack>
    </ConfirmDialog>
  );
}
