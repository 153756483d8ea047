import type { ReactNode } from "react";
import { TitledRule } from "#components/ui/titled-rule.tsx";

/** A part of the account page: a heading to the edge, and a form of 372. */
export function AccountSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4">
      <TitledRule title={title} />
      <div className="flex w-full max-w-97 flex-col gap-4">{children}</div>
    </section>
  );
}
