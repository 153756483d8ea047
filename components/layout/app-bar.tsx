import { Activity, SlidersHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button.tsx";
import { IconLink } from "#components/ui/icon-button.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { BarNav, type NavItem } from "./bar-nav.tsx";
import { Brand } from "./brand.tsx";
import { KeysButton } from "./keys-button.tsx";
import { OrganizationMenu } from "./organization-menu.tsx";
import { PhoneMenu } from "./phone-menu.tsx";
import { SearchField } from "./search-field.tsx";

export type AppBarProps = {
  homeHref: string;
  /** null for whoever is not signed in. */
  organization: {
    name: string;
    href: string;
    /** Address of its logo. */
    logo: string | null;
    others: readonly { name: string; href: string }[];
  } | null;
  viewer: { name: string; email: string; accountHref: string } | null;
  nav: readonly NavItem[];
  settingsHref?: string | undefined;
  /** The page of recent work; `attention` is how many of it failed. */
  activity?: { href: string; attention: number } | undefined;
  /** MenuItems at the end of the account's menu, such as Sign out. */
  accountItems?: ReactNode;
  /** The page that makes another organization, for who may. */
  newOrganizationHref?: string | undefined;
  /** Where a visitor signs in; absent while nobody can. */
  signInHref?: string | undefined;
};

export function AppBar({ searchable, ...props }: AppBarProps & { searchable: boolean }) {
  const { homeHref, organization, viewer, nav, settingsHref, activity, accountItems, signInHref } = props;
  const { newOrganizationHref } = props;
  return (
    <header className="bg-ground flex h-11.5 items-center gap-1 px-4 max-sm:px-2">
      <PhoneMenu
        nav={nav}
        organization={organization}
        settingsHref={settingsHref}
        newOrganizationHref={newOrganizationHref}
      />
      <Brand href={homeHref} />
      {organization ? <OrganizationMenu {...organization} newHref={newOrganizationHref} /> : null}
      <BarNav items={nav} />
      <span className="flex-1" />
      {searchable ? <SearchField /> : null}
      <span className="flex items-center gap-1 max-sm:hidden">
        {activity ? (
          <IconLink
            label={activity.attention > 0 ? `Activity: ${activity.attention} needs attention` : "Activity"}
            icon={Activity}
            href={activity.href}
            dot={activity.attention > 0}
          />
        ) : null}
        <KeysButton />
        {settingsHref ? <IconLink label="Settings" icon={SlidersHorizontal} href={settingsHref} /> : null}
      </span>
      {viewer ? (
        <AccountMenu {...viewer} items={accountItems} />
      ) : signInHref ? (
        <ButtonLink size="small" href={signInHref}>
          Sign in
        </ButtonLink>
      ) : null}
    </header>
  );
}
