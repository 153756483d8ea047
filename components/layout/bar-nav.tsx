"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cx } from "#components/ui/cx.ts";
import { PlainLink } from "#components/ui/plain-link.tsx";

export type NavItem = {
  label: string;
  href: string;
  count?: number | undefined;
  /** Drawn in the phone's menu. */
  icon?: ReactNode;
};

/** The section one is in: its address, or one below it. */
export function isWithin(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}

export function BarNav({ items }: { items: readonly NavItem[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Catalog" className="ml-1.5 flex self-stretch max-md:hidden">
      {items.map((item) => {
        const here = isWithin(pathname, item.href);
        return (
          <PlainLink
            key={item.href}
            href={item.href}
            {...(here ? { "aria-current": "page" as const } : {})}
            className={cx(
              "flex items-center gap-1.5 whitespace-nowrap px-2.75 no-underline transition-colors hover:text-ink max-lg:px-2",
              here ? "here-on-rule font-semibold text-ink" : "text-ink-muted",
            )}
          >
            {item.label}
            {item.count === undefined ? null : (
              <span className="font-regular text-ink-faint text-micro font-stretch-90% max-lg:hidden">
                {item.count}
              </span>
            )}
          </PlainLink>
        );
      })}
    </nav>
  );
}
