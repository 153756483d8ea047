"use client";
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

const TAB =
  "flex h-9 items-center gap-1.5 whitespace-nowrap px-2.75 text-ink-muted transition-colors first:pl-0 hover:text-ink aria-selected:here-below aria-selected:font-semibold aria-selected:text-ink aria-selected:first:here-first aria-disabled:cursor-not-allowed aria-disabled:text-ink-faint max-sm:h-11";

type Tab<Value extends string> = {
  value: Value;
  label: string;
  count?: number | undefined;
  /** Why there is nothing behind it: the tab stays, and says so. */
  notAllowed?: string | undefined;
};

type TabsProps<Value extends string> = {
  label: string;
  value: Value;
  tabs: readonly Tab<Value>[];
  onValueChange: (value: Value) => void;
  /** The panel takes the height that is left, and scrolls inside itself; the tabs keep off the edges. */
  fill?: boolean | undefined;
  /** The panel of the chosen tab. */
  children?: ReactNode;
};

/** Views inside one page without an address of their own. With an address take LinkTabs. */
export function Tabs<Value extends string>({
  label,
  value,
  tabs,
  onValueChange,
  fill,
  children,
}: TabsProps<Value>) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next: Value) => onValueChange(next)}
      className={cx(fill && "flex min-h-0 flex-1 flex-col")}
    >
      <Base.List
        aria-label={label}
        className={cx(
          "border-line no-scrollbar flex shrink-0 gap-0.5 overflow-x-auto border-b",
          fill && "px-4.5",
        )}
      >
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            disabled={Boolean(tab.notAllowed)}
            title={tab.notAllowed}
            className={TAB}
          >
            {tab.label}
            {tab.count === undefined ? null : (
              <span className={cx("font-regular text-ink-faint text-small")}>{tab.count}</span>
            )}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel value={value} className={cx(fill && "flex min-h-0 flex-1 flex-col")}>
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
