import type { ReactNode } from "react";

/** Double frame: what is final or needs a decision. Never an ordinary panel. */
export function Neatline({ children }: { children: ReactNode }) {
  return (
    <section className="neatline">
      <div className="px-4.5 py-3.5">{children}</div>
    </section>
  );
}
