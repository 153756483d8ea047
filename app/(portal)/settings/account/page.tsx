import type { Metadata } from "next";
import { AccountSettings } from "#components/account/account-settings.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { savePassword, saveProfile, signOutEverywhere } from "./account.ts";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const { actor, role } = await requireViewer();
  return (
    <AccountSettings
      person={{ name: actor.name, email: actor.email ?? "", role: role ?? "viewer" }}
      saveProfile={saveProfile}
      savePassword={savePassword}
      signOutEverywhere={signOutEverywhere}
    />
  );
}
