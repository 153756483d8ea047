import type { ReactNode } from "react";

const gaps = { tight: "gap-1", small: "gap-2", medium: "gap-4", block: "gap-6.5", section: "gap-8" };

type StackProps = { gap?: keyof typeof gaps | undefined; children: ReactNode };

/** One below the other. Space lies between things, never on them. */
export function Stack({ gap = "medium", children }: StackProps) {
  return <div className={`flex min-w-0 flex-col ${gaps[gap]}`}>{children}</div>;
}
