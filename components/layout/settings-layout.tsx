import type { ReactNode } from "react";
import { type SettingsGroup, SettingsMenu } from "./settings-menu.tsx";

type SettingsLayoutProps = { groups: readonly SettingsGroup[]; children: ReactNode };

/** A menu of 224 in groups, and the page beside it. On phones the menu is a list above it. */
export function SettingsLayout({ groups, children }: SettingsLayoutProps) {
  return (
    <div className="min-h-page flex max-sm:flex-col">
      <div className="border-line bg-ground w-56 shrink-0 border-r px-3 py-4.5 max-sm:w-full max-sm:border-r-0 max-sm:border-b max-sm:py-2">
        <SettingsMenu groups={groups} />
      </div>
      <div className="bg-surface flex min-w-0 flex-1 flex-col gap-5 px-8 pt-5 pb-12 max-sm:px-4">
        {children}
      </div>
    </div>
  );
}
