import type { FormAction } from "#components/form/action-form.tsx";
import { LetterKeysSwitch } from "#components/layout/letter-keys-switch.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { ThemeChoice } from "#components/layout/theme-choice.tsx";
import type { Role } from "#lib/auth/types.ts";
import { AccountSection } from "./account-section.tsx";
import { EndSessionsForm } from "./end-sessions-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { ProfileForm } from "./profile-form.tsx";

type AccountSettingsProps = {
  person: { name: string; email: string; role: Role };
  saveProfile: FormAction;
  savePassword: FormAction;
  signOutEverywhere: FormAction;
};

export function AccountSettings({
  person,
  saveProfile,
  savePassword,
  signOutEverywhere,
}: AccountSettingsProps) {
  return (
    <>
      <PageHeader
        title="Your account"
        description={`You are ${roleWords[person.role]} of this organization.`}
      />
      <AccountSection title="Profile">
        <ProfileForm action={saveProfile} name={person.name} email={person.email} />
      </AccountSection>
      <AccountSection title="Password">
        <PasswordForm action={savePassword} email={person.email} />
      </AccountSection>
      <AccountSection title="Sessions">
        <EndSessionsForm action={signOutEverywhere} />
      </AccountSection>
      <AccountSection title="Display and keys">
        <div className="flex flex-wrap items-center gap-3">
          <span className="text-label font-semibold">Theme</span>
          <ThemeChoice />
        </div>
        <LetterKeysSwitch />
      </AccountSection>
    </>
  );
}

const roleWords: Record<Role, string> = {
  viewer: "a viewer",
  member: "a member",
  admin: "an admin",
  owner: "an owner",
};
