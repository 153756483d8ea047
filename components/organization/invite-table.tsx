"use client";
import { Ban, ClockAlert, Ellipsis, Hourglass, RefreshCw } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { WordMark } from "#components/ui/word-mark.tsx";
import type { Role } from "#lib/auth/types.ts";
import type { InviteView } from "#lib/organization/member-schema.ts";
import { RoleMark } from "./role-mark.tsx";
import { rolesUpTo } from "./role-words.ts";

type InviteTableProps = {
  invites: readonly InviteView[];
  highest: Role | null;
  onRevoke: (invite: InviteView) => void;
  onRenew: (invite: InviteView) => void;
};

export function InviteTable({ invites, highest, onRevoke, onRenew }: InviteTableProps) {
  return (
    <Table caption="Open invitations" bleed>
      <TableHead>
        <HeadCell width="card">Email</HeadCell>
        <HeadCell hide="phone">Role</HeadCell>
        <HeadCell hide="phone">State</HeadCell>
        <HeadCell hide="narrow">Invited by</HeadCell>
        <HeadCell width="shrink">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <tbody>
        {invites.map((invite) => (
          <TableRow key={invite.id}>
            <Cell head>
              <b className="wrap-anywhere">{invite.email}</b>
              <p className="text-small flex flex-wrap gap-x-3 sm:hidden">
                <RoleMark role={invite.role} />
                <InviteState invite={invite} />
              </p>
            </Cell>
            <Cell hide="phone" nowrap>
              <RoleMark role={invite.role} />
            </Cell>
            <Cell hide="phone" nowrap>
              <InviteState invite={invite} />
            </Cell>
            <Cell hide="narrow">{invite.invitedBy}</Cell>
            <Cell align="right">
              <InviteActions invite={invite} highest={highest} onRevoke={onRevoke} onRenew={onRenew} />
            </Cell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

function InviteState({ invite }: { invite: InviteView }) {
  if (invite.state === "expired")
    return (
      <WordMark tone="danger" icon={ClockAlert}>
        Expired
      </WordMark>
    );
  return (
    <WordMark icon={Hourglass}>
      ends <RelativeTime at={invite.expiresAt} inSentence />
    </WordMark>
  );
}

type InviteActionsProps = Omit<InviteTableProps, "invites"> & { invite: InviteView };

function InviteActions({ invite, highest, onRevoke, onRenew }: InviteActionsProps) {
  const notAllowed = !rolesUpTo(highest).includes(invite.role) && "for owners";
  return (
    <Menu trigger={<IconButton label={`Actions for ${invite.email}`} icon={Ellipsis} />}>
      <MenuGroup>
        <MenuItem icon={RefreshCw} onPress={() => onRenew(invite)} notAllowed={notAllowed}>
          Make a new link
        </MenuItem>
        <MenuItem icon={Ban} tone="danger" onPress={() => onRevoke(invite)} notAllowed={notAllowed}>
          Revoke invitation
        </MenuItem>
      </MenuGroup>
    </Menu>
  );
}
