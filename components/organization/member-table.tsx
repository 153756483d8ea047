"use client";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import type { MemberView } from "#lib/organization/member-schema.ts";
import { MemberActions, type MemberDeed } from "./member-actions.tsx";
import { RoleMark } from "./role-mark.tsx";
import type { Who } from "./who.ts";

type MemberTableProps = {
  members: readonly MemberView[];
  who: Who;
  onDeed: (deed: MemberDeed, member: MemberView) => void;
};

/** How an account is guarded beside a password. */
const GUARD_WORDS = { app: "on", provider: "by provider", none: "none" } as const;

/** How somebody signs in is for admins. */
const isGuardTold = (members: readonly MemberView[]) => members.some(({ guard }) => guard !== null);

export function MemberTable({ members, who, onDeed }: MemberTableProps) {
  return (
    <Table caption="Members" bleed stickyHead>
      <TableHead>
        <HeadCell width="card">Name</HeadCell>
        <HeadCell hide="phone">Role</HeadCell>
        {isGuardTold(members) ? <HeadCell hide="phone">Two-factor</HeadCell> : null}
        {who.highest ? <HeadCell hide="phone">Last seen</HeadCell> : null}
        <HeadCell hide="narrow">Joined</HeadCell>
        <HeadCell width="shrink">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <tbody>
        {members.map((member) => (
          <MemberRow key={member.id} member={member} who={who} onDeed={onDeed} />
        ))}
      </tbody>
    </Table>
  );
}

type MemberRowProps = Omit<MemberTableProps, "members"> & { member: MemberView };

function MemberRow({ member, who, onDeed }: MemberRowProps) {
  const isOneself = member.id === who.id;
  return (
    <TableRow>
      <Cell head>
        <span className="flex min-w-0 items-center gap-2.5">
          <Avatar name={member.name} look={isOneself ? "self" : "person"} />
          <span className="min-w-0">
            <span className="flex items-center gap-2">
              <b className="wrap-anywhere">{member.name}</b>
              {isOneself ? <Badge>you</Badge> : null}
            </span>
            <span className="text-ink-muted text-small block wrap-anywhere">{member.email}</span>
            <span className="flex flex-wrap items-center gap-x-3 sm:hidden">
              <RoleMark role={member.role} />
              {member.guard === "none" ? <span className="text-small">No two-factor sign-in</span> : null}
            </span>
          </span>
        </span>
      </Cell>
      <Cell hide="phone" nowrap>
        <RoleMark role={member.role} />
      </Cell>
      {member.guard ? (
        <Cell hide="phone" tone={member.guard === "none" ? "ink" : "muted"} nowrap>
          {GUARD_WORDS[member.guard]}
        </Cell>
      ) : null}
      {who.highest ? (
        <Cell hide="phone" tone={member.lastSeenAt ? "ink" : "muted"} nowrap>
          {member.lastSeenAt ? <RelativeTime at={member.lastSeenAt} /> : "never"}
        </Cell>
      ) : null}
      <Cell hide="narrow" nowrap>
        <RelativeTime at={member.joinedAt} />
      </Cell>
      <Cell align="right">
        <MemberActions member={member} who={who} onDeed={onDeed} />
      </Cell>
    </TableRow>
  );
}
