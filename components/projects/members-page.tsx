"use client";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import type { ProjectMemberView, ProjectView } from "#lib/organization/project-schema.ts";
import { AddMemberDialog, type Candidate } from "./add-member-dialog.tsx";
import { MemberTable } from "./member-table.tsx";
import { RemoveMemberDialog } from "./remove-member-dialog.tsx";

type MembersPageProps = {
  project: ProjectView;
  members: readonly ProjectMemberView[];
  /** Members of the organization who can be added, for whoever may add them. */
  candidates: readonly Candidate[];
};

/** GL-10: who has more rights inside the project than their role in the organization gives. */
export function MembersPage({ project, members, candidates }: MembersPageProps) {
  const [isAdding, setIsAdding] = useState(false);
  const [removed, setRemoved] = useState<ProjectMemberView | null>(null);
  const mayManage = project.permissions.manage;
  const add = (
    <Button
      icon={UserPlus}
      onClick={() => setIsAdding(true)}
      notAllowed={mayManage ? undefined : "For maintainers of the project, admins and owners"}
    >
      Add member
    </Button>
  );
  return (
    <section aria-label="Members" className="flex flex-col gap-4">
      <TitledRule title="Members" count={members.length} action={add} />
      <p className="text-ink-muted max-w-prose">
        A role here adds to the role in the organization, inside {project.name} only. Viewers of the
        organization see every project, members publish in every project, admins and owners manage them all.
      </p>
      {members.length > 0 ? (
        <MemberTable project={project} members={members} onRemove={setRemoved} />
      ) : (
        <EmptyState as="h3" title={`${project.name} has no members of its own`}>
          Everybody acts here with their role in the organization. Add somebody to give them more, here only.
        </EmptyState>
      )}
      {isAdding ? (
        <AddMemberDialog project={project.name} candidates={candidates} onClose={() => setIsAdding(false)} />
      ) : null}
      {removed ? (
        <RemoveMemberDialog project={project.name} member={removed} onClose={() => setRemoved(null)} />
      ) : null}
    </section>
  );
}
