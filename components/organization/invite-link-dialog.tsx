"use client";
import { MailPlus } from "lucide-react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { MadeInvite } from "#lib/organization/member-schema.ts";
import { OneTimeLinkDialog } from "./one-time-link-dialog.tsx";
import { roleWords } from "./role-words.ts";

/** The one time that an invitation's link is visible. */
export function InviteLinkDialog({ made, onClose }: { made: MadeInvite; onClose: () => void }) {
  return (
    <OneTimeLinkDialog
      icon={MailPlus}
      link={made.link}
      what="invitation link"
      handOver={
        made.mailed
          ? `It is on its way to ${made.email} by e-mail, too.`
          : "This server sends no e-mail: hand the link over yourself, on a way that only they read."
      }
      onClose={onClose}
    >
      With it <b className="wrap-anywhere">{made.email}</b> becomes {roleWords[made.role].one}. It works once
      and ends <RelativeTime at={made.expiresAt} inSentence />. This is the only time it is visible; if it is
      lost, invite again.
    </OneTimeLinkDialog>
  );
}
