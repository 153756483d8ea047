import type { ReactNode } from "react";
import { cx } from "#components/ui/cx.ts";

type PageProps = {
  /** page: at most 1376, centred. form: at most 860. full: lists with facets, editor, diffs. */
  width?: "page" | "full" | "form" | undefined;
  children: ReactNode;
};

const widths = {
  page: "mx-auto max-w-page sm:px-8",
  form: "mx-auto max-w-form-page sm:px-8",
  full: "sm:px-5",
};

/** The ground of a page, with its padding. */
export function Page({ width = "page", children }: PageProps) {
  return (
    <div className="min-h-page bg-surface">
      <div className={cx("flex flex-col gap-6.5 px-4 pt-4.5 pb-12", widths[width])}>{children}</div>
    </div>
  );
}
