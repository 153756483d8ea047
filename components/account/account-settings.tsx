import type { FormAction } from "#components/form/action-form.tsx";
import { LetterKeysSwitch } from "#components/layout/letter-keys-switch.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { ThemeChoice } from "#components/layout/theme-choice.tsx";
import { roleWords } from "#components/organization/role-words.ts";
import type { SecondFactorView, SessionView } from "#lib/auth/schema.ts";
import type { Role } from "#lib/auth/types.ts";
import { AccountSection } from "./account-section.tsx";
import { PasswordForm } from "./password-form.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { type SecondFactorDeeds, SecondFactorSection } from "./second-factor-section.tsx";
import { type SessionDeeds, SessionsSection } from "./sessions-section.tsx";

type AccountSettingsProps = {
  person: { name: string; email: string; role: Role };
  /** Whether people sign in with a password on this server. */
  hasPasswords: boolean;
  sessions: readonly SessionView[];
  secondFactor: SecondFactorView;
  profileDeeds: { saveProfile: FormAction; savePassword: FormAction };
  secondFactorDeeds: SecondFactorDeeds;
  sessionDeeds: SessionDeeds;
};

export function AccountSettings({
  person,
  hasPasswords,
  sessions,
  secondFactor,
  profileDeeds,
  secondFactorDeeds,
  sessionDeeds,
}: AccountSettingsProps) {
  return (
    <>
      <PageHeader
        title="Your account"
        description={`You are ${roleWords[person.role].one} of this organization.`}
      />
      <AccountSection title="Profile">
        <ProfileForm action={profileDeeds.saveProfile} name={person.name} email={person.email} />
      </AccountSection>
      {hasPasswords ? (
        <AccountSection title="Password">
          <PasswordForm action={profileDeeds.savePassword} email={person.email} />
        </AccountSection>
      ) : null}
      {hasPasswords || secondFactor.onSince !== null ? (
        // The provider asks for its own; one that was turned on before can still be turned off.
        <AccountSection title="Two-factor sign-in">
          <SecondFactorSection factor={secondFactor} deeds={secondFactorDeeds} />
        </AccountSection>
      ) : null}
      <AccountSection title="Sessions" wide>
        <SessionsSection sessions={sessions} deeds={sessionDeeds} />
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
