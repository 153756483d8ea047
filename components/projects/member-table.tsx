"use client";
import { UserMinus } from "lucide-react";
import { Avatar } from "#components/ui/avatar.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Select } from "#components/ui/select.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { notify } from "#components/ui/toast.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { PROJECT_ROLES, type ProjectRole } from "#lib/auth/types.ts";
import { useSetProjectMember } from "#lib/organization/project-client.ts";
import type { ProjectMemberView, ProjectView } from "#lib/organization/project-schema.ts";
import { projectRoleWords } from "./project-words.ts";

type MemberTableProps = {
  project: ProjectView;
  members: readonly ProjectMemberView[];
  onRemove: (member: ProjectMemberView) => void;
};

export function MemberTable({ project, members, onRemove }: MemberTableProps) {
  const mayManage = project.permissions.manage;
  return (
    <Table caption={`Members of ${project.name}`} bleed>
      <TableHead>
        <HeadCell width="half">Person</HeadCell>
        <HeadCell>Role</HeadCell>
        <HeadCell hide="phone">Added</HeadCell>
        {mayManage ? (
          <HeadCell width="shrink">
            <span className="sr-only">Actions</span>
          </HeadCell>
        ) : null}
      </TableHead>
      <tbody>
        {members.map((member) => (
          <TableRow key={member.id}>
            <Cell head>
              <span className="flex items-center gap-2.75">
                <Avatar name={member.name} />
                <span className="min-w-0">
                  <span className="font-heavy block">{member.name}</span>
                  {member.email ? (
                    <span className="text-label text-ink-muted block wrap-anywhere">{member.email}</span>
                  ) : null}
                </span>
              </span>
            </Cell>
            <Cell>
              {mayManage ? (
                <RoleSelect project={project.name} member={member} />
              ) : (
                projectRoleWords[member.role].label
              )}
            </Cell>
            <Cell hide="phone" nowrap tone="muted">
              <RelativeTime at={member.addedAt} />
            </Cell>
            {mayManage ? (
              <Cell align="right">
                <IconButton
                  label={`Remove ${member.name}`}
                  icon={UserMinus}
                  onClick={() => onRemove(member)}
                />
              </Cell>
            ) : null}
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

/** Saved as it is chosen; a refusal is told, and the role that counts stays. */
function RoleSelect({ project, member }: { project: string; member: ProjectMemberView }) {
  const router = usePageRouter();
  const save = useSetProjectMember(project);
  const choose = (role: ProjectRole) =>
    save.mutate(
      { who: member.id, role },
      {
        onSuccess: () => {
          notify({
            title: `${member.name} is now ${projectRoleWords[role].label.toLowerCase()} of ${project}`,
            tone: "positive",
          });
          router.refresh();
        },
        onError: (error) =>
          notify({ title: "The role was not changed", detail: error.message, tone: "danger" }),
      },
    );
  return (
    <Select
      aria-label={`Role of ${member.name}`}
      size="small"
      value={save.isPending ? save.variables.role : member.role}
      disabled={save.isPending}
      onValueChange={choose}
      options={PROJECT_ROLES.map((role) => ({ value: role, label: projectRoleWords[role].label }))}
    />
  );
}
