"use client";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { CopySecret } from "#components/form/copy-secret.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

type OneTimeLinkDialogProps = {
  icon: LucideIcon;
  link: string;
  /** What it is: "invitation link". */
  what: string;
  /** How it reaches whom it is for. */
  handOver: string;
  onClose: () => void;
  /** What it does, until when, and that it is not shown again. */
  children: ReactNode;
};

/** The one time that a link is visible which lets somebody in. */
export function OneTimeLinkDialog({ icon, link, what, handOver, onClose, children }: OneTimeLinkDialogProps) {
  return (
    <Dialog
      open
      size="wide"
      onOpenChange={(open) => open || onClose()}
      title="Send this link"
      icon={icon}
      iconTone="mark"
      foot={
        <Button tone="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <Stack>
        <p>{children}</p>
        <CopySecret secret={link} what={what} />
        <p className="text-ink-muted">{handOver}</p>
      </Stack>
    </Dialog>
  );
}
