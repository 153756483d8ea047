"use client";
import { MailPlus } from "lucide-react";
import { CopySecret } from "#components/form/copy-secret.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { MadeInvite } from "#lib/organization/member-schema.ts";
import { roleWords } from "./role-words.ts";

/** The one time that an invitation's link is visible. */
export function InviteLinkDialog({ made, onClose }: { made: MadeInvite; onClose: () => void }) {
  return (
    <Dialog
      open
      size="wide"
      onOpenChange={(open) => open || onClose()}
      title="Send this link"
      icon={MailPlus}
      iconTone="mark"
      foot={
        <Button tone="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <Stack>
        <p>
          With it <b className="wrap-anywhere">{made.email}</b> becomes{" "}
          {roleWords[made.role].label.toLowerCase()}. It works once and ends{" "}
          <RelativeTime at={made.expiresAt} inSentence />. This is the only time it is visible; if it is lost,
          invite again.
        </p>
        <CopySecret secret={made.link} what="invitation link" />
        <p className="text-ink-muted">
          {made.mailed
            ? `It is on its way to ${made.email} by e-mail, too.`
            : "This server sends no e-mail: hand the link over yourself, on a way that only they read."}
        </p>
      </Stack>
    </Dialog>
  );
}
