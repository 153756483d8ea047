import type { ReactNode } from "react";

export function InlineCode({ children }: { children: ReactNode }) {
  return (
    <code className="rounded-chip border-line bg-sunken text-small ligatures-none border px-0.75 font-mono wrap-anywhere">
      {children}
    </code>
  );
}
