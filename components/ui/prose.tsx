import type { ReactNode } from "react";

/** What Markdown becomes: 14/23, at most 76 characters a line. The elements inside get their look from `prose`. */
export function Prose({ children }: { children: ReactNode }) {
  return <div className="prose">{children}</div>;
}
