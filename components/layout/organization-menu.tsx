"use client";
import { ChevronsUpDown, Plus } from "lucide-react";
import { Icon } from "#components/ui/icon.tsx";
import { Logo } from "#components/ui/logo.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";

type OrganizationMenuProps = {
  name: string;
  href: string;
  logo: string | null;
  others: readonly { name: string; href: string }[];
  /** The page that makes another one. */
  newHref?: string | undefined;
};

export function OrganizationMenu({ name, href, logo, others, newHref }: OrganizationMenuProps) {
  const trigger = (
    <button
      type="button"
      aria-label={`Organization ${name}`}
      className="rounded-chip border-line-strong text-ink-muted hover:text-ink aria-expanded:text-ink ml-2 flex h-7 min-w-0 items-center gap-1.5 border-l pr-2.5 pl-3.5 transition-colors max-sm:hidden"
    >
      {logo ? <Logo src={logo} size="small" /> : null}
      <span className="max-w-40 truncate">{name}</span>
      <Icon of={ChevronsUpDown} size="badge" />
    </button>
  );
  return (
    <Menu trigger={trigger} align="start">
      <MenuGroup label="Organization">
        <MenuItem href={href} current>
          {name}
        </MenuItem>
        {others.map((other) => (
          <MenuItem key={other.href} href={other.href} reload>
            {other.name}
          </MenuItem>
        ))}
      </MenuGroup>
      {newHref ? (
        <MenuGroup>
          <MenuItem icon={Plus} href={newHref}>
            New organization
          </MenuItem>
        </MenuGroup>
      ) : null}
    </Menu>
  );
}
