"use client";
import { CircleUser, Keyboard } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { showOverlay } from "./overlays.ts";
import { ThemeChoice } from "./theme-choice.tsx";

type AccountMenuProps = { name: string; email: string; accountHref: string; items?: ReactNode };

export function AccountMenu({ name, email, accountHref, items }: AccountMenuProps) {
  const trigger = (
    <button
      type="button"
      aria-label={`Your account, ${name}`}
      className="rounded-chip ml-1.5 flex max-sm:p-1"
    >
      <Avatar name={name} look="self" size="large" />
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <div className="px-3 pt-1 pb-2">
        <p className="font-semibold">{name}</p>
        <p className="text-ink-muted text-small">{email}</p>
      </div>
      <MenuGroup>
        <MenuItem icon={CircleUser} href={accountHref}>
          Your account
        </MenuItem>
        <MenuItem icon={Keyboard} onPress={() => showOverlay("keys")} keyHint="?">
          Keys of this page
        </MenuItem>
      </MenuGroup>
      <MenuGroup>
        <div className="flex items-center justify-between gap-4 px-3 py-1.5">
          <span>Theme</span>
          <ThemeChoice />
        </div>
      </MenuGroup>
      {items ? <MenuGroup>{items}</MenuGroup> : null}
    </Menu>
  );
}
