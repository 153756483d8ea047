"use client";
import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { PageHeader } from "#components/layout/page-header.tsx";
import { useKeys } from "#components/layout/use-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import { memberQueries } from "#lib/organization/member-client.ts";
import type { InviteList, MadeInvite, MemberList, MemberView } from "#lib/organization/member-schema.ts";
import { ChangeRoleDialog } from "./change-role-dialog.tsx";
import { InviteDialog, type InviteStart } from "./invite-dialog.tsx";
import { InviteLinkDialog } from "./invite-link-dialog.tsx";
import { InviteTable } from "./invite-table.tsx";
import type { MemberDeed } from "./member-actions.tsx";
import { MemberSearch } from "./member-search.tsx";
import { MembersTabs } from "./members-tabs.tsx";
import { PasswordLinkDialog } from "./password-link-dialog.tsx";
import { RemoveMemberDialog } from "./remove-member-dialog.tsx";
import { ResetSecondFactorDialog } from "./reset-second-factor-dialog.tsx";
import { RevokeInviteDialog } from "./revoke-invite-dialog.tsx";
import { TransferDialog } from "./transfer-dialog.tsx";
import type { Who } from "./who.ts";

type Open =
  | { kind: "invite"; start: InviteStart | null }
  | { kind: "link"; made: MadeInvite }
  | { kind: "revoke"; invite: InviteList["items"][number] }
  | { kind: MemberDeed; member: MemberView }
  | null;

type MembersPageProps = {
  initial: MemberList;
  /** null: whoever looks invites nobody. */
  invites: InviteList | null;
  who: Who;
};

/** ROLE-8, ROLE-9: who is in the organization. */
export function MembersPage({ initial, invites, who }: MembersPageProps) {
  const [open, setOpen] = useState<Open>(null);
  const invite = () => setOpen({ kind: "invite", start: null });
  useKeys(who.highest ? [{ keys: "c", label: "Invite a member", run: invite }] : []);
  return (
    <>
      <PageHeader
        title="Members"
        description={`Who is in ${who.organization.name}, and what they may do here.`}
        actions={
          who.highest ? (
            <Button tone="primary" icon={UserPlus} keyHint="c" onClick={invite}>
              Invite
            </Button>
          ) : null
        }
      />
      {who.highest ? <MembersTabs here="members" /> : null}
      {invites ? <OpenInvites initial={invites} who={who} onOpen={setOpen} /> : null}
      <MemberSearch initial={initial} who={who} onDeed={(kind, member) => setOpen({ kind, member })} />
      <OpenDialog open={open} who={who} onOpen={setOpen} />
    </>
  );
}

type OpenInvitesProps = { initial: InviteList; who: Who; onOpen: (open: Open) => void };

/** Nothing is drawn where nothing is open: the page is about members. */
function OpenInvites({ initial, who, onOpen }: OpenInvitesProps) {
  const { data } = useQuery({ ...memberQueries.invites(), initialData: initial });
  if (data.total === 0) return null;
  return (
    <>
      <section className="flex flex-col gap-2" aria-labelledby="open-invites">
        <TitledRule id="open-invites" title="Open invitations" count={data.total} />
        <InviteTable
          invites={data.items}
          highest={who.highest}
          onRevoke={(invite) => onOpen({ kind: "revoke", invite })}
          onRenew={({ email, role }) => onOpen({ kind: "invite", start: { email, role } })}
        />
      </section>
      <TitledRule title="People" />
    </>
  );
}

type OpenDialogProps = { open: Open; who: Who; onOpen: (open: Open) => void };

function OpenDialog({ open, who, onOpen }: OpenDialogProps) {
  const close = () => onOpen(null);
  switch (open?.kind) {
    case undefined:
      return null;
    case "invite":
      return (
        <InviteDialog
          highest={who.highest}
          start={open.start}
          onClose={close}
          onInvited={(made) => onOpen({ kind: "link", made })}
        />
      );
    case "link":
      return <InviteLinkDialog made={open.made} onClose={close} />;
    case "revoke":
      return <RevokeInviteDialog invite={open.invite} onClose={close} />;
    case "role":
      return <ChangeRoleDialog member={open.member} who={who} onClose={close} />;
    case "transfer":
      return <TransferDialog member={open.member} who={who} onClose={close} />;
    case "password":
      return <PasswordLinkDialog member={open.member} onClose={close} />;
    case "second-factor":
      return <ResetSecondFactorDialog member={open.member} onClose={close} />;
    case "remove":
      return <RemoveMemberDialog member={open.member} who={who} onClose={close} />;
  }
}
