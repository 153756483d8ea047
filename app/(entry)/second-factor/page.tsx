import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { EntryPage } from "#components/account/entry-page.tsx";
import { SecondFactorNeeded } from "#components/account/second-factor-needed.tsx";
import { returnPath } from "#lib/auth/return-path.ts";
import { findSecondFactor } from "#lib/auth/second-factor/queries.ts";
import { heldBackMember, signedInPerson } from "#lib/auth/session.ts";
import { beginHere, confirmHere } from "./second-factor.ts";

export const metadata: Metadata = { title: "Two-factor sign-in" };

export default async function SecondFactorPage({ searchParams }: PageProps<"/second-factor">) {
  const to = returnPath((await searchParams).to);
  const member = await heldBackMember();
  if (!member) redirect(to as Route); // An address of ours: returnPath sees to it.
  const { memberships } = (await signedInPerson()) ?? { memberships: [] };
  const open = memberships.filter(({ isHeldBack }) => !isHeldBack);
  return (
    <EntryPage
      title="Turn on two-factor sign-in"
      description={`${member.orgName} asks for it. You see nothing of the organization before it is on, and your API tokens there are refused.`}
    >
      <SecondFactorNeeded
        hasPassword={(await findSecondFactor(member.userId)).hasPassword}
        deeds={{ beginFactor: beginHere, confirmFactor: confirmHere }}
        to={to}
        email={member.email}
        others={open.map(({ orgName, orgSlug }) => ({ name: orgName, href: `/charts?org=${orgSlug}` }))}
      />
    </EntryPage>
  );
}
