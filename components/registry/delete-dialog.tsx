"use client";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Stack } from "#components/layout/stack.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { InlineCode } from "#components/ui/inline-code.tsx";
import { notify } from "#components/ui/toast.tsx";
import { useDeleteHeld } from "#lib/oci/client.ts";

export type Held = { repository: string; tag: string | null; digest: string };

type DeleteDialogProps = {
  held: Held;
  onClose: () => void;
  /** Where to go when it is gone; null: it stood in a list, which is read again. */
  onGone: (() => void) | null;
};

/** GL-10: a tag, or a manifest without one. Says what goes with it and what stays. */
export function DeleteDialog({ held, onClose, onGone }: DeleteDialogProps) {
  const router = useRouter();
  const remove = useDeleteHeld(held.repository, held);
  const what = held.tag === null ? `manifest ${held.digest.slice(7, 19)}` : `tag ${held.tag}`;
  const gone = () => {
    notify({ title: `The ${what} is deleted`, detail: `From ${held.repository}.` });
    onClose();
    if (onGone) onGone();
    else startTransition(() => router.refresh());
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Delete ${what}`}
      confirmLabel={`Delete ${what}`}
      working={remove.isPending && "Deleting"}
      onConfirm={() => remove.mutate(undefined, { onSuccess: gone })}
    >
      <Stack>
        {remove.error ? (
          <Banner tone="danger" live title="Nothing was deleted.">
            {remove.error.message}
          </Banner>
        ) : null}
        {held.tag === null ? (
          <p>
            Clients that pull it by its digest get “not found” from the next request on. What is attached to
            it stays until it is collected. This cannot be undone.
          </p>
        ) : (
          <p>
            Clients that pull <InlineCode>{`${held.repository}:${held.tag}`}</InlineCode> get “not found” from
            the next request on. The manifest stays and answers by its digest; without any tag it is collected
            after 24 hours.
          </p>
        )}
      </Stack>
    </ConfirmDialog>
  );
}
