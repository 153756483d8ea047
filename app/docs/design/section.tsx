import type { ReactNode } from "react";
import { TitledRule } from "#components/ui/titled-rule.tsx";

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2.5">
      <TitledRule title={title} />
      {children}
    </section>
  );
}
