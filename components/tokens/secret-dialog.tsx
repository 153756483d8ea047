"use client";
import { KeyRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { CopySecret } from "#components/form/copy-secret.tsx";
import { useLeaveGuard } from "#components/form/use-leave-guard.ts";
import { Stack } from "#components/layout/stack.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TextButton } from "#components/ui/text-button.tsx";

type SecretDialogProps = {
  /** Who it is, and what it may do. */
  name: string;
  about: ReactNode;
  secret: string;
  help: ReactNode;
  onClose: () => void;
  onRevoke: () => void;
};

/** GOH-57: the one time that a secret is visible. Leaving without having stored it asks first. */
export function SecretDialog({ name, about, secret, help, onClose, onRevoke }: SecretDialogProps) {
  const [isStored, setStored] = useState(false);
  const [isAsking, setAsking] = useState(false);
  useLeaveGuard(!isStored);
  const leave = () => (isStored ? onClose() : setAsking(true));
  if (isAsking)
    return (
      <Dialog
        open
        onOpenChange={(open) => open || setAsking(false)}
        title="Have you stored it?"
        foot={
          <>
            <Button tone="danger" onClick={onClose}>
              Close without it
            </Button>
            <Button tone="primary" onClick={() => setAsking(false)}>
              Back to the secret
            </Button>
          </>
        }
      >
        The secret of <b>{name}</b> cannot be shown again. If it is lost, revoke the token and create another.
      </Dialog>
    );
  return (
    <Dialog
      open
      size="wide"
      onOpenChange={(open) => open || leave()}
      title="Copy the secret now"
      icon={KeyRound}
      iconTone="mark"
      footNote={<TextButton onClick={onRevoke}>Revoke this token</TextButton>}
      foot={
        <Button
          tone="primary"
          onClick={onClose}
          notAllowed={!isStored && "Store the secret first, and say so above."}
        >
          Done
        </Button>
      }
    >
      <Stack>
        <p>
          <b>{name}</b> {about}. This is the only time its secret is visible: only a hash of it is kept.
        </p>
        <CopySecret secret={secret} what="secret" />
        {help}
        <Checkbox
          checked={isStored}
          onCheckedChange={(checked) => setStored(checked)}
          hint="Closing without this asks again. A lost secret cannot be shown; revoke the token and create another."
        >
          <b>I have stored it</b>
        </Checkbox>
      </Stack>
    </Dialog>
  );
}
