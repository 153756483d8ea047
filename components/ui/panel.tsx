import type { ReactNode } from "react";

type PanelProps = {
  title?: ReactNode;
  action?: ReactNode;
  padded?: boolean | undefined;
  children: ReactNode;
};

/** A raised sheet with a hairline edge, for what is one thing. Most of a page needs none. */
export function Panel({ title, action, padded, children }: PanelProps) {
  return (
    <section className="rounded-panel border-line bg-raised min-w-0 border">
      {title ? (
        <div className="border-line flex min-h-9 items-center gap-2 border-b px-3">
          <h3 className="flex-1 font-bold">{title}</h3>
          {action}
        </div>
      ) : null}
      <div className={padded ? "p-4" : undefined}>{children}</div>
    </section>
  );
}
