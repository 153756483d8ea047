import type { Metadata } from "next";
import { AccountSettings } from "#components/account/account-settings.tsx";
import { listSessions } from "#lib/auth/list-sessions.ts";
import { getSecondFactor } from "#lib/auth/second-factor/queries.ts";
import { currentSessionId, requireViewer } from "#lib/auth/session.ts";
import { signInWays } from "#lib/auth/sign-in-ways.ts";
import { savePassword, saveProfile } from "./account.ts";
import { beginFactor, confirmFactor, newCodes, turnOffFactor } from "./second-factor.ts";
import { endOneSession, signOutElsewhere, signOutEverywhere } from "./sessions.ts";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const viewer = await requireViewer();
  const { actor, role } = viewer;
  return (
    <AccountSettings
      person={{ name: actor.name, email: actor.email ?? "", role: role ?? "viewer" }}
      hasPasswords={signInWays().password}
      sessions={await listSessions(viewer, await currentSessionId())}
      secondFactor={await getSecondFactor(viewer)}
      profileDeeds={{ saveProfile, savePassword }}
      secondFactorDeeds={{ beginFactor, confirmFactor, newCodes, turnOffFactor }}
      sessionDeeds={{ endOneSession, signOutElsewhere, signOutEverywhere }}
    />
  );
}
