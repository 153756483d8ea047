"use client";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The deed with its object: "Revoke ci-pipeline-pull". */
  title: string;
  /** The same deed on the button. */
  confirmLabel: string;
  working?: string | false | undefined;
  tone?: "danger" | "primary" | undefined;
  onConfirm: () => void;
  notAllowed?: string | false | undefined;
  /** What follows from it, and what does not. */
  children: ReactNode;
};

export function ConfirmDialog({ tone = "danger", children, ...rest }: ConfirmDialogProps) {
  return (
    <Dialog
      open={rest.open}
      onOpenChange={rest.onOpenChange}
      title={rest.title}
      foot={
        <>
          <Button tone="quiet" onClick={() => rest.onOpenChange(false)}>
            Cancel
          </Button>
          <Button
            tone={tone === "danger" ? "danger-filled" : "primary"}
            working={rest.working}
            notAllowed={rest.notAllowed}
            onClick={rest.onConfirm}
          >
            {rest.confirmLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
