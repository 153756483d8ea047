"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Loaded } from "#components/layout/loaded.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { TableSkeleton } from "#components/layout/table-skeleton.tsx";
import { useKeys } from "#components/layout/use-keys.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Role } from "#lib/auth/types.ts";
import { groupRoleQueries } from "#lib/organization/client.ts";
import type { GroupRoleList, GroupRoleView } from "#lib/organization/schema.ts";
import { DeleteGroupDialog } from "./delete-group-dialog.tsx";
import { GroupDialog } from "./group-dialog.tsx";
import { GroupTable } from "./group-table.tsx";
import { MembersTabs } from "./members-tabs.tsx";

type Open = { kind: "create" } | { kind: "change" | "delete"; group: GroupRoleView } | null;

type GroupsPageProps = {
  initial: GroupRoleList;
  /** Of who looks: admins map up to admin. */
  role: Role;
  /** As people know the provider; null where none is set. */
  provider: string | null;
};

/** ROLE-8: what the provider's groups are in this organization. */
export function GroupsPage({ initial, role, provider }: GroupsPageProps) {
  const query = useQuery({ ...groupRoleQueries.list(), initialData: initial });
  const [open, setOpen] = useState<Open>(null);
  const create = () => setOpen({ kind: "create" });
  useKeys([{ keys: "c", label: "Map group", run: create }]);
  return (
    <>
      <PageHeader
        title="Groups"
        description={`Which role the groups of ${provider ?? "an OpenID provider"} give. Each sign-in settles a person's role anew: the highest of their groups, and never less than what was given by hand.`}
        actions={
          <Button tone="primary" icon={Plus} keyHint="c" onClick={create}>
            Map group
          </Button>
        }
      />
      <MembersTabs here="groups" />
      {provider === null ? (
        <Banner tone="caution" title="This server has no OpenID provider, so no sign-in tells any group.">
          Whoever runs it sets one with CHARTROOM_OIDC_ISSUER or CHARTROOM_OIDC_PRESET.
        </Banner>
      ) : null}
      <Loaded
        query={query}
        failedTitle="Could not load the groups"
        loading={<TableSkeleton what="groups" lines="one" />}
      >
        {(list) =>
          list.items.length === 0 ? (
            <EmptyState
              title="No group gives a role here"
              actions={
                <Button icon={Plus} onClick={create}>
                  Map group
                </Button>
              }
            >
              People come in by invitation until one does. Map the group of your team, and its people are
              members from their next sign-in on, also those who have no account yet.
            </EmptyState>
          ) : (
            <GroupTable
              groups={list.items}
              role={role}
              onChange={(group) => setOpen({ kind: "change", group })}
              onDelete={(group) => setOpen({ kind: "delete", group })}
            />
          )
        }
      </Loaded>
      <OpenDialog open={open} seen={query.data.seen} role={role} onClose={() => setOpen(null)} />
    </>
  );
}

type OpenDialogProps = { open: Open; seen: readonly string[]; role: Role; onClose: () => void };

function OpenDialog({ open, seen, role, onClose }: OpenDialogProps) {
  switch (open?.kind) {
    case undefined:
      return null;
    case "create":
      return <GroupDialog group={null} seen={seen} role={role} onClose={onClose} />;
    case "change":
      return <GroupDialog group={open.group} seen={[]} role={role} onClose={onClose} />;
    case "delete":
      return <DeleteGroupDialog group={open.group} onClose={onClose} />;
  }
}
