"use client";
import { Plus } from "lucide-react";
import { usePathname } from "next/navigation";
import { cx } from "#components/ui/cx.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { PlainLink } from "#components/ui/plain-link.tsx";
import { isWithin, type NavItem } from "./bar-nav.tsx";
import { showOverlay } from "./overlays.ts";

export type PhoneMenuPanelProps = {
  nav: readonly NavItem[];
  organization: { name: string; others: readonly { name: string; href: string }[] } | null;
  settingsHref?: string | undefined;
  newOrganizationHref?: string | undefined;
};

export function PhoneMenuPanel({
  nav,
  organization,
  settingsHref,
  newOrganizationHref,
}: PhoneMenuPanelProps) {
  const pathname = usePathname();
  const items: readonly NavItem[] = settingsHref ? [...nav, { label: "Settings", href: settingsHref }] : nav;
  const others = organization?.others ?? [];
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) showOverlay(null);
      }}
      title={organization?.name ?? "Chartroom"}
      flush
    >
      <nav aria-label="Main" className="flex flex-col">
        {items.map((item) => (
          <PhoneLink key={item.href} item={item} here={isWithin(pathname, item.href)} />
        ))}
      </nav>
      {others.length > 0 || newOrganizationHref ? (
        <nav aria-label="Other organizations" className="flex flex-col pt-4">
          {others.map((other) => (
            <PhoneLink key={other.href} item={{ label: other.name, href: other.href }} here={false} reload />
          ))}
          {newOrganizationHref ? (
            <PhoneLink
              item={{ label: "New organization", href: newOrganizationHref, icon: <Icon of={Plus} /> }}
              here={pathname === newOrganizationHref}
            />
          ) : null}
        </nav>
      ) : null}
    </Dialog>
  );
}

type PhoneLinkProps = { item: NavItem; here: boolean; reload?: boolean };

function PhoneLink({ item, here, reload }: PhoneLinkProps) {
  return (
    <PlainLink
      href={item.href}
      reload={reload}
      onClick={() => showOverlay(null)}
      {...(here ? { "aria-current": "page" as const } : {})}
      className={cx(
        "flex min-h-11 items-center gap-2.5 border-line border-b px-4.5 text-touch no-underline",
        here && "bg-selected font-semibold edge-mark",
      )}
    >
      {item.icon}
      <span className="flex-1">{item.label}</span>
      {item.count === undefined ? null : (
        <span className="font-regular text-ink-faint text-body">{item.count}</span>
      )}
    </PlainLink>
  );
}
