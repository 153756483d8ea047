import type { Metadata } from "next";
import { MembersPage } from "#components/organization/members-page.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { signInWays } from "#lib/auth/sign-in-ways.ts";
import { listInvites } from "#lib/organization/list-invites.ts";
import { listMembers } from "#lib/organization/list-members.ts";
import { highestManaged } from "#lib/organization/member-policy.ts";
import { SHOWN_MEMBERS } from "#lib/organization/member-schema.ts";
import { getOrganization } from "#lib/organization/queries.ts";

export const metadata: Metadata = { title: "Members" };

export default async function MembersSettingsPage() {
  const viewer = await requireViewer();
  const highest = highestManaged(viewer);
  const [members, invites, { slug, name }] = await Promise.all([
    listMembers(viewer, { limit: SHOWN_MEMBERS }),
    highest ? listInvites(viewer) : null,
    getOrganization(viewer),
  ]);
  return (
    <MembersPage
      initial={members}
      invites={invites}
      who={{
        id: viewer.actor.id,
        highest,
        hasPasswords: signInWays().password,
        organization: { slug, name },
      }}
    />
  );
}
