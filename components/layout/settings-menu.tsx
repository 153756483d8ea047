"use client";
import { usePathname } from "next/navigation";
import { cx } from "#components/ui/cx.ts";
import { PlainLink } from "#components/ui/plain-link.tsx";
import { isWithin, type NavItem } from "./bar-nav.tsx";
import { useHereInView } from "./use-here-in-view.ts";

export type SettingsGroup = { label: string; items: readonly NavItem[] };

export function SettingsMenu({ groups }: { groups: readonly SettingsGroup[] }) {
  const pathname = usePathname();
  const nav = useHereInView(pathname);
  return (
    <nav
      ref={nav}
      aria-label="Settings"
      className="max-sm:no-scrollbar relative max-sm:flex max-sm:gap-4 max-sm:overflow-x-auto"
    >
      {groups.map((group) => (
        <section
          key={group.label}
          className="pb-2 max-sm:flex max-sm:shrink-0 max-sm:items-center max-sm:pb-0"
        >
          <h2 className="text-ink-muted text-small px-2 pt-2.5 pb-0.75 font-semibold max-sm:sr-only">
            {group.label}
          </h2>
          <ul className="max-sm:flex">
            {group.items.map((item) => (
              <li key={item.href}>
                <SettingsLink item={item} here={isWithin(pathname, item.href)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function SettingsLink({ item, here }: { item: NavItem; here: boolean }) {
  return (
    <PlainLink
      href={item.href}
      {...(here ? { "aria-current": "page" as const } : {})}
      className={cx(
        "flex h-7.25 items-center gap-2.25 whitespace-nowrap rounded-chip px-2 no-underline max-sm:h-10",
        here ? "bg-selected font-semibold edge-mark" : "hover:bg-hover",
      )}
    >
      {item.icon ? <span className="text-ink-faint flex">{item.icon}</span> : null}
      <span className="flex-1">{item.label}</span>
      {item.count === undefined ? null : (
        <span className={cx("font-regular text-small", here ? "text-ink-muted" : "text-ink-faint")}>
          {item.count}
        </span>
      )}
    </PlainLink>
  );
}
