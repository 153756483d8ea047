"use client";
import { useState } from "react";
import { Field } from "#components/form/field.tsx";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useRotateApiToken, useRotateRegistryToken } from "#lib/tokens/client.ts";
import type {
  ApiTokenView,
  MintedApiToken,
  MintedRegistryToken,
  RegistryTokenView,
  RotateTokenInput,
} from "#lib/tokens/schema.ts";

const OVERLAPS = [
  { value: "0", label: "None" },
  { value: "1", label: "1 day" },
  { value: "3", label: "3 days" },
  { value: "7", label: "7 days" },
] as const;
type Overlap = (typeof OVERLAPS)[number]["value"];

type RotateProps<Token, Minted> = {
  token: Token;
  onClose: () => void;
  onRotated: (minted: Minted) => void;
};

export function RotateRegistryToken(props: RotateProps<RegistryTokenView, MintedRegistryToken>) {
  const { token, onClose, onRotated } = props;
  const { mutate, isPending, error } = useRotateRegistryToken(token.id);
  return (
    <RotateTokenDialog
      token={token}
      keeps="name, scope and reach"
      isPending={isPending}
      error={error}
      onClose={onClose}
      onSend={(input) => mutate(input, { onSuccess: onRotated })}
    />
  );
}

export function RotateApiToken(props: RotateProps<ApiTokenView, MintedApiToken>) {
  const { token, onClose, onRotated } = props;
  const { mutate, isPending, error } = useRotateApiToken(token.id);
  return (
    <RotateTokenDialog
      token={token}
      keeps="name, scope and what was made with it"
      isPending={isPending}
      error={error}
      onClose={onClose}
      onSend={(input) => mutate(input, { onSuccess: onRotated })}
    />
  );
}

type RotateTokenDialogProps = {
  token: Pick<RegistryTokenView, "name" | "expiresAt">;
  keeps: string;
  isPending: boolean;
  error: unknown;
  onClose: () => void;
  onSend: (input: RotateTokenInput) => void;
};

/** GOH-60: a new secret under the same name; the old one may stay good for a while. */
function RotateTokenDialog({ token, keeps, isPending, error, onClose, onSend }: RotateTokenDialogProps) {
  const [overlap, setOverlap] = useState<Overlap>("1");
  return (
    <ConfirmDialog
      open
      tone="primary"
      onOpenChange={(open) => open || onClose()}
      title={`Rotate ${token.name}`}
      confirmLabel="Rotate secret"
      working={isPending && "Rotating"}
      onConfirm={() => onSend({ overlapDays: Number(overlap) })}
    >
      <Stack>
        <RefusedBanner title="The secret was not rotated." error={error} />
        <p>
          The token gets a new secret; {keeps} stay.
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
