"use client";
import { useState } from "react";
import { Field } from "#components/form/field.tsx";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useRotateRegistryToken } from "#lib/tokens/client.ts";
import type { MintedRegistryToken, RegistryTokenView } from "#lib/tokens/schema.ts";

const OVERLAPS = [
  { value: "0", label: "None" },
  { value: "1", label: "1 day" },
  { value: "3", label: "3 days" },
  { value: "7", label: "7 days" },
] as const;
type Overlap = (typeof OVERLAPS)[number]["value"];

type RotateTokenDialogProps = {
  token: RegistryTokenView;
  onClose: () => void;
  onRotated: (minted: MintedRegistryToken) => void;
};

/** GOH-60: a new secret under the same name; the old one may stay good for a while. */
export function RotateTokenDialog({ token, onClose, onRotated }: RotateTokenDialogProps) {
  const [overlap, setOverlap] = useState<Overlap>("1");
  const rotate = useRotateRegistryToken(token.id);
  return (
    <ConfirmDialog
      open
      tone="primary"
      onOpenChange={(open) => open || onClose()}
      title={`Rotate ${token.name}`}
      confirmLabel="Rotate secret"
      working={rotate.isPending && "Rotating"}
      onConfirm={() => rotate.mutate({ overlapDays: Number(overlap) }, { onSuccess: onRotated })}
    >
      <Stack>
        <RefusedBanner title="The secret was not rotated." error={rotate.error} />
        <p>
          The token gets a new secret; name, scope and reach stay.
          {token.expiresAt ? " It expires as long after today as it did after it was made." : null}
        </p>
        <Field label="The old secret stays good for" as="group">
          {() => (
            <div>
              <Segmented
                label="The old secret stays good for"
                size="default"
                value={overlap}
                options={OVERLAPS}
                onValueChange={setOverlap}
              />
            </div>
          )}
        </Field>
        {overlap === "0" ? (
          <p className="text-caution">Whatever uses the old secret is refused at once.</p>
        ) : null}
      </Stack>
    </ConfirmDialog>
  );
}
