import type { ReactNode } from "react";
import { Brand } from "#components/layout/brand.tsx";
import { Panel } from "#components/ui/panel.tsx";

type EntryPageProps = { title: string; children: ReactNode; description?: ReactNode };

/** A page for who is not signed in: the mark, and one sheet with one thing to do. */
export function EntryPage({ title, description, children }: EntryPageProps) {
  return (
    <div className="bg-ground flex min-h-dvh flex-col items-center gap-6 px-4 pt-24 pb-12 max-sm:pt-8">
      <header>
        <Brand href="/" />
      </header>
      <main className="w-full max-w-97">
        <Panel padded>
          <div className="flex flex-col gap-4">
            <div className="flex flex-col gap-1">
              <h1 className="text-page font-bold">{title}</h1>
              {description ? <p className="text-ink-muted">{description}</p> : null}
            </div>
            {children}
          </div>
        </Panel>
      </main>
    </div>
  );
}
