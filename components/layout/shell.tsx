import type { ReactNode } from "react";
import { GraduatedRule } from "#components/ui/graduated-rule.tsx";
import { AppBar, type AppBarProps } from "./app-bar.tsx";
import { KeysCenter } from "./keys-center.tsx";

type ShellProps = AppBarProps & {
  /** CommandPalette with its search; without it the bar has no search field. */
  palette?: ReactNode;
  children: ReactNode;
};

/** What stands around every page of a person: skip link, bar, rule, and the page as main. */
export function Shell({ palette, children, ...bar }: ShellProps) {
  return (
    <>
      <a
        href="#main"
        className="rounded-control bg-raised shadow-float sr-only z-50 px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="sticky top-0 z-30">
        <AppBar {...bar} searchable={palette !== undefined && palette !== null} />
        <GraduatedRule />
      </div>
      <main id="main" tabIndex={-1} className="min-h-page bg-surface">
        {children}
      </main>
      <KeysCenter />
      {palette}
    </>
  );
}
