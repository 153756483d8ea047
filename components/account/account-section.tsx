import type { ReactNode } from "react";
import { TitledRule } from "#components/ui/titled-rule.tsx";

type AccountSectionProps = {
  title: string;
  /** Holds a table, not a form. */
  wide?: boolean | undefined;
  children: ReactNode;
};

/** A part of the account page: a heading to the edge, and a form of 372, or a table. */
export function AccountSection({ title, wide, children }: AccountSectionProps) {
  return (
    <section className="flex flex-col gap-4">
      <TitledRule title={title} />
      <div className={wide ? "flex flex-col gap-4" : "flex w-full max-w-97 flex-col gap-4"}>{children}</div>
    </section>
  );
}
