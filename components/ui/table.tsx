import { ArrowDown, ArrowUp } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";
import { PlainLink } from "./plain-link.tsx";

type TableProps = {
  /** Says what the table holds; read out, not shown. */
  caption: string;
  /** The rows' ground reaches 10 px beyond the text's edge. Not inside a panel. */
  bleed?: boolean | undefined;
  /** The head stays under the app bar while the page scrolls. */
  stickyHead?: boolean | undefined;
  busy?: boolean | undefined;
  children: ReactNode;
};

export function Table({ caption, bleed, stickyHead, busy, children }: TableProps) {
  return (
    <table
      aria-busy={busy}
      data-sticky={stickyHead ? "" : undefined}
      className={cx("group/table border-separate border-spacing-0 text-left", bleed ? "row-bleed" : "w-full")}
    >
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead>
      <tr>{children}</tr>
    </thead>
  );
}

type Hide = "phone" | "half" | "narrow" | "medium";
const hidden: Record<Hide, string> = {
  phone: "max-sm:hidden",
  half: "max-md:hidden",
  narrow: "max-lg:hidden",
  medium: "max-xl:hidden",
};

type HeadCellProps = {
  align?: "left" | "right" | undefined;
  /** Leaves the table below 640, below 896 (half a screen), below 1100, or below 1440. */
  hide?: Hide | undefined;
  sorted?: "ascending" | "descending" | undefined;
  /** The address that sorts by this column. */
  sortHref?: string | undefined;
  /** card: half, and on phones all that the last column leaves. */
  width?: "shrink" | "half" | "third" | "card" | undefined;
  children?: ReactNode;
};

const columns = { shrink: "w-px", half: "w-1/2", third: "w-1/3", card: "w-1/2 max-sm:w-full" };

export function HeadCell({ align, hide, sorted, sortHref, width, children }: HeadCellProps) {
  const inside = (
    <span className="inline-flex items-center gap-1">
      {children}
      {sorted ? <Icon of={sorted === "ascending" ? ArrowUp : ArrowDown} size="chip" /> : null}
    </span>
  );
  return (
    <th
      scope="col"
      {...(sorted ? { "aria-sort": sorted } : {})}
      className={cx(
        "whitespace-nowrap border-line-strong border-b px-2.5 py-1.75 font-medium font-stretch-94% text-ink-muted text-small group-data-sticky/table:sticky group-data-sticky/table:top-bar group-data-sticky/table:z-10 group-data-sticky/table:bg-surface",
        align === "right" && "text-right",
        hide && hidden[hide],
        width && columns[width],
      )}
    >
      {sortHref ? (
        <PlainLink href={sortHref} prefetch={false} className="rounded-chip hover:text-ink">
          {inside}
        </PlainLink>
      ) : (
        inside
      )}
    </th>
  );
}

type RowProps = Omit<ComponentProps<"tr">, "className" | "style"> & {
  /** Where the keyboard is. */
  cursor?: boolean | undefined;
  selected?: boolean | undefined;
  /** The row below belongs to this one (a banner, a fold): no rule between. */
  joined?: boolean | undefined;
  /** Does not answer the pointer: a row that only holds a banner or a fold. */
  still?: boolean | undefined;
};

export function TableRow({ cursor, selected, joined, still, ...rest }: RowProps) {
  return (
    <tr
      {...rest}
      {...(selected === undefined ? {} : { "aria-selected": selected })}
      className={cx(
        !still && "hover:bg-hover",
        cursor && "bg-hover *:first:edge-mark",
        selected && "bg-selected hover:bg-selected",
        joined && "*:border-b-transparent",
      )}
    />
  );
}

type CellProps = Omit<ComponentProps<"td">, "className" | "style" | "align"> & {
  align?: "left" | "right" | undefined;
  hide?: Hide | undefined;
  tone?: "ink" | "muted" | "faint" | undefined;
  /** Code, tags, digests. */
  mono?: boolean | undefined;
  nowrap?: boolean | undefined;
  /** The row's name: read out with each of its cells. */
  head?: boolean | undefined;
};

const inks = {
  ink: undefined,
  muted: "text-ink-muted",
  faint: "text-ink-faint",
};

export function Cell({ align, hide, tone = "ink", mono, nowrap, head, ...rest }: CellProps) {
  const names = cx(
    "border-line border-b px-2.5 py-1.75 align-middle font-regular",
    align === "right" && "text-right",
    hide && hidden[hide],
    inks[tone],
    mono && "font-mono text-small ligatures-none",
    nowrap && "whitespace-nowrap",
  );
  return head ? <th scope="row" {...rest} className={names} /> : <td {...rest} className={names} />;
}
