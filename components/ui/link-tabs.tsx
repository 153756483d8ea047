import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { PlainLink } from "./plain-link.tsx";

type LinkTab = {
  href: string;
  label: string;
  current?: boolean | undefined;
  count?: number | string | undefined;
  /** A badge where the count asks for something. */
  badge?: ReactNode;
  /** Why there is nothing behind it. */
  notAllowed?: string | undefined;
};

type LinkTabsProps = { label: string; tabs: readonly LinkTab[]; after?: ReactNode };

const TAB = "flex h-9 items-center gap-1.5 whitespace-nowrap px-2.75 no-underline first:pl-0 max-sm:h-11";

/** Tabs whose views have addresses: a row of links. */
export function LinkTabs({ label, tabs, after }: LinkTabsProps) {
  return (
    <div className="border-line flex items-end border-b">
      <nav
        aria-label={label}
        className="no-scrollbar max-sm:fade-end -mb-px flex min-w-0 flex-1 gap-0.5 overflow-x-auto pb-px"
      >
        {tabs.map((tab, place) =>
          tab.notAllowed ? (
            <span
              key={tab.href}
              title={tab.notAllowed}
              className={cx(TAB, "cursor-not-allowed text-ink-faint")}
            >
              {tab.label}
              <Count of={tab.count} />
              <span className="sr-only">{tab.notAllowed}</span>
            </span>
          ) : (
            <PlainLink
              key={tab.href}
              href={tab.href}
              {...(tab.current ? { "aria-current": "page" as const } : {})}
              className={cx(
                TAB,
                "transition-colors hover:text-ink",
                tab.current ? "here-below font-semibold text-ink" : "text-ink-muted",
                tab.current && place === 0 && "here-first",
              )}
            >
              {tab.label}
              <Count of={tab.count} />
              {tab.badge}
            </PlainLink>
          ),
        )}
      </nav>
      {after}
    </div>
  );
}

function Count({ of }: { of: number | string | undefined }) {
  return of === undefined ? null : <span className="font-regular text-ink-faint text-small">{of}</span>;
}
