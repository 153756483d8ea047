"use client";
import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import type { Role } from "#lib/auth/types.ts";
import type { GroupRoleView } from "#lib/organization/schema.ts";
import { roleWords } from "./role-words.ts";

type GroupTableProps = {
  groups: readonly GroupRoleView[];
  role: Role;
  onChange: (group: GroupRoleView) => void;
  onDelete: (group: GroupRoleView) => void;
};

export function GroupTable({ groups, role, onChange, onDelete }: GroupTableProps) {
  return (
    <div className="flex flex-col gap-3">
      <Table caption="Groups and the roles that they give" bleed stickyHead>
        <TableHead>
          <HeadCell width="half">Group</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell align="right">Members</HeadCell>
          <HeadCell width="shrink">
            <span className="sr-only">Actions</span>
          </HeadCell>
        </TableHead>
        <tbody>
          {groups.map((group) => (
            <GroupRow key={group.id} group={group} role={role} onChange={onChange} onDelete={onDelete} />
          ))}
        </tbody>
      </Table>
      <p className="text-ink-muted text-small max-w-prose">
        Members are those whom the provider named in the group when they last signed in. Whoever leaves a
        group loses its role at the next sign-in; the last owner stays one. To take a role away at once,
        remove the member.
      </p>
    </div>
  );
}

type GroupRowProps = Omit<GroupTableProps, "groups"> & { group: GroupRoleView };

function GroupRow({ group, role, onChange, onDelete }: GroupRowProps) {
  const notAllowed = group.role === "owner" && role !== "owner" ? "For owners: it makes owners" : undefined;
  return (
    <TableRow>
      <Cell head mono>
        <span className="wrap-anywhere">{group.group}</span>
      </Cell>
      <Cell nowrap>{roleWords[group.role].label}</Cell>
      <Cell align="right" {...(group.members === 0 ? { tone: "faint" } : {})}>
        {group.members}
      </Cell>
      <Cell align="right">
        <Menu trigger={<IconButton label={`Actions for ${group.group}`} icon={Ellipsis} />}>
          <MenuGroup>
            <MenuItem icon={Pencil} onPress={() => onChange(group)} notAllowed={notAllowed}>
              Change role
            </MenuItem>
            <MenuItem icon={Trash2} tone="danger" onPress={() => onDelete(group)} notAllowed={notAllowed}>
              Delete mapping
            </MenuItem>
          </MenuGroup>
        </Menu>
      </Cell>
    </TableRow>
  );
}
