import type { ReactNode } from "react";

type PageHeaderProps = {
  title: ReactNode;
  /** One sentence: what this is for. */
  description?: ReactNode;
  /** Above the title, such as Crumbs. */
  above?: ReactNode;
  /** Left of the title: the tile of the kind. Not on phones. */
  tile?: ReactNode;
  /** On the title's line: a chip, a flare, a badge. */
  beside?: ReactNode;
  /** The main action last. */
  actions?: ReactNode;
  /** name: an artifact's own name, larger and lighter. */
  look?: "title" | "name" | undefined;
};

/** The one h1 of a page, with what can be done here. */
export function PageHeader({
  title,
  description,
  above,
  tile,
  beside,
  actions,
  look = "title",
}: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-2">
      {above}
      <div className="flex flex-wrap items-start gap-x-3.5 gap-y-3">
        {tile ? <div className="max-sm:hidden">{tile}</div> : null}
        <div
          className={look === "name" ? "min-w-0 flex-1 max-sm:basis-full" : "min-w-0 flex-1 max-sm:min-w-52"}
        >
          <div className="flex min-h-7.5 flex-wrap items-center gap-x-3 gap-y-1">
            <h1
              className={
                look === "name"
                  ? "font-regular text-ink-muted text-name wrap-anywhere"
                  : "text-page font-bold wrap-anywhere"
              }
            >
              {title}
            </h1>
            {beside}
          </div>
          {description ? <p className="text-ink-muted max-w-prose wrap-anywhere">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}
