"use client";
import { ArrowLeftRight, Ellipsis, KeyRound, LogOut, ShieldOff, UserMinus, UserPen } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import type { MemberView } from "#lib/organization/member-schema.ts";
import { rolesUpTo } from "./role-words.ts";
import type { Who } from "./who.ts";

export type MemberDeed = "role" | "transfer" | "password" | "second-factor" | "remove";

type MemberActionsProps = {
  member: MemberView;
  who: Who;
  onDeed: (deed: MemberDeed, member: MemberView) => void;
};

/** What whoever looks may do with a member; nothing is drawn where that is nothing. */
export function MemberActions({ member, who, onDeed }: MemberActionsProps) {
  const isOneself = member.id === who.id;
  const mayChange = rolesUpTo(who.highest).includes(member.role);
  if (!mayChange && !isOneself) return null;
  return (
    <Menu trigger={<IconButton label={`Actions for ${member.name}`} icon={Ellipsis} />}>
      {mayChange ? (
        <MenuGroup>
          <MenuItem icon={UserPen} onPress={() => onDeed("role", member)}>
            Change role
          </MenuItem>
          {who.highest === "owner" && !isOneself ? (
            <MenuItem icon={ArrowLeftRight} onPress={() => onDeed("transfer", member)}>
              Hand the ownership over
            </MenuItem>
          ) : null}
        </MenuGroup>
      ) : null}
      {mayChange && !isOneself ? <AccountDeeds member={member} who={who} onDeed={onDeed} /> : null}
      <MenuGroup>
        <MenuItem
          icon={isOneself ? LogOut : UserMinus}
          tone="danger"
          onPress={() => onDeed("remove", member)}
        >
          {isOneself ? "Leave the organization" : "Remove member"}
        </MenuItem>
      </MenuGroup>
    </Menu>
  );
}

/** Help for who cannot sign in any more. */
function AccountDeeds({ member, who, onDeed }: MemberActionsProps) {
  const mayReset = who.highest === "owner" && member.hasSecondFactor === true;
  if (!who.hasPasswords && !mayReset) return null;
  return (
    <MenuGroup>
      {who.hasPasswords ? (
        <MenuItem icon={KeyRound} onPress={() => onDeed("password", member)}>
          Make a password link
        </MenuItem>
      ) : null}
      {mayReset ? (
        <MenuItem icon={ShieldOff} onPress={() => onDeed("second-factor", member)}>
          Reset second factor
        </MenuItem>
      ) : null}
    </MenuGroup>
  );
}
