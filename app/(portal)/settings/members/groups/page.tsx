import type { Metadata } from "next";
import { PageRefused } from "#components/layout/page-refused.tsx";
import { GroupsPage } from "#components/organization/groups-page.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { signInWays } from "#lib/auth/sign-in-ways.ts";
import { readOrRefusal } from "#lib/http/page-refusal.ts";
import { listGroupRoles } from "#lib/organization/list-group-roles.ts";

export const metadata: Metadata = { title: "Groups" };

export default async function GroupRolesPage() {
  const viewer = await requireViewer();
  const list = await readOrRefusal(listGroupRoles(viewer));
  if (list.kind === "refused")
    return <PageRefused title="Groups" whose="Groups are for admins and owners" refusal={list.refusal} />;
  return (
    <GroupsPage
      initial={list.value}
      role={viewer.role ?? "viewer"}
      provider={signInWays().openId?.name ?? null}
    />
  );
}
