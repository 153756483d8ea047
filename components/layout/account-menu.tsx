"use client";
import { CircleUser, Keyboard } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { MenuChoice } from "#components/ui/menu-choice.tsx";
import { showOverlay } from "./overlays.ts";
import { THEMES } from "./theme.ts";
import { useTheme } from "./use-preference.ts";

type AccountMenuProps = { name: string; email: string; accountHref: string; items?: ReactNode };

export function AccountMenu({ name, email, accountHref, items }: AccountMenuProps) {
  const [theme, setTheme] = useTheme();
  const trigger = (
    <button type="button" className="rounded-chip ml-1.5 flex max-sm:p-1">
      <Avatar name={name} look="self" size="large" />
      <span className="sr-only">Your account, {name}</span>
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuGroup
        label={
          <>
            <span className="text-body text-ink block">{name}</span>
            <span className="font-regular block">{email}</span>
          </>
        }
      >
        <MenuItem icon={CircleUser} href={accountHref}>
          Your account
        </MenuItem>
        <MenuItem icon={Keyboard} onPress={() => showOverlay("keys")} keyHint="?">
          Keys of this page
        </MenuItem>
      </MenuGroup>
      <MenuGroup>
        <MenuChoice label="Theme" value={theme} options={THEMES} onValueChange={setTheme} />
      </MenuGroup>
      {items ? <MenuGroup>{items}</MenuGroup> : null}
    </Menu>
  );
}
