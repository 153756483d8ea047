"use client";
import { type FormEvent, type ReactNode, useRef } from "react";
import { Stack } from "#components/layout/stack.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { readRefusal } from "./read-refusal.ts";
import { RefusedBanner } from "./refused-banner.tsx";
import { useFocusInvalid } from "./use-focus-invalid.ts";

type FormDialogProps = {
  title: string;
  /** The button that sends: "Create token". */
  deed: string;
  /** What is said while it is on its way: "Creating". */
  doing: string;
  isSending: boolean;
  /** What the mutation threw. Told here where it names no field; else by the fields, with `readRefusal`. */
  error: unknown;
  onClose: () => void;
  /** Not called while one is on its way. */
  onSend: () => void;
  size?: "default" | "wide" | undefined;
  footNote?: ReactNode;
  children: ReactNode;
};

/** A dialog that is a form: its fields, why it was refused, Cancel and the deed. */
export function FormDialog(props: FormDialogProps) {
  const { title, deed, doing, isSending, error, onClose, onSend, size, footNote, children } = props;
  const fields = useRef<HTMLDivElement>(null);
  useFocusInvalid(fields, error);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isSending) onSend();
  }
  return (
    <Dialog
      open
      size={size}
      onOpenChange={(open) => open || onClose()}
      title={title}
      onSubmit={submit}
      footNote={footNote}
      foot={
        <>
          <Button tone="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" tone="primary" working={isSending && doing}>
            {deed}
          </Button>
        </>
      }
    >
      <div ref={fields}>
        <Stack>
          {readRefusal(error)?.hasFields ? null : <RefusedBanner error={error} />}
          {children}
        </Stack>
      </div>
    </Dialog>
  );
}
