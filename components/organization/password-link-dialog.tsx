"use client";
import { KeyRound } from "lucide-react";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useMakePasswordLink } from "#lib/organization/member-client.ts";
import type { MemberView } from "#lib/organization/member-schema.ts";
import { OneTimeLinkDialog } from "./one-time-link-dialog.tsx";

/** For who has forgotten the password: asks, then shows the link this once. */
export function PasswordLinkDialog({ member, onClose }: { member: MemberView; onClose: () => void }) {
  const make = useMakePasswordLink(member.id);
  if (make.data)
    return (
      <OneTimeLinkDialog
        icon={KeyRound}
        link={make.data.link}
        what="password link"
        handOver="Hand it over yourself, on a way that only they read: whoever opens it can sign in as them."
        onClose={onClose}
      >
        With it <b className="wrap-anywhere">{member.email}</b> chooses a new password, which ends every
        session of theirs. It works once and ends <RelativeTime at={make.data.expiresAt} inSentence />. This
        is the only time it is visible; if it is lost, make another one.
      </OneTimeLinkDialog>
    );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Make a password link for ${member.name}`}
      confirmLabel="Make a password link"
      tone="primary"
      working={make.isPending && "Making"}
      onConfirm={() => make.mutate()}
    >
      <Stack>
        <RefusedBanner error={make.error} title="No link was made." />
        <p>
          With the link {member.name} chooses a new password, once, within a day. Until then the present one
          works, and their sessions stay.
        </p>
        <p className="text-ink-muted">That you made it is written down in the audit log.</p>
      </Stack>
    </ConfirmDialog>
  );
}
