import { cx } from "./cx.ts";
import { PlainLink } from "./plain-link.tsx";

export type Sounding = {
  /** "48", "12.4": decimals are set low, as on a chart. */
  figure: string | number;
  label: string;
  href?: string | undefined;
};

/** A strip of figures between two hairlines; each one leads to its list. Not for more than eight; joined hangs on the rule of the tabs above. */
export function Soundings({ items, joined }: { items: readonly Sounding[]; joined?: boolean | undefined }) {
  return (
    <ul
      className={cx(
        "flex border-line border-b max-sm:grid max-sm:grid-cols-4 max-sm:border-b-0",
        joined ? "-mt-6.5" : "border-t",
      )}
    >
      {items.map((item) => (
        <li
          key={item.label}
          className="border-line flex-1 border-l first:border-l-0 first:*:pl-0 max-sm:border-b max-sm:nth-[4n+1]:border-l-0 max-sm:nth-[4n+1]:*:pl-0"
        >
          {item.href ? (
            <PlainLink href={item.href} className={cx(CELL, "group hover:text-ink")}>
              <Figure of={item.figure} />
              {item.label}
            </PlainLink>
          ) : (
            <span className={CELL}>
              <Figure of={item.figure} />
              {item.label}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

const CELL =
  "flex items-baseline gap-1.75 whitespace-nowrap px-3.5 pt-2.25 pb-2 text-ink-muted text-label no-underline max-sm:flex-col max-sm:gap-0 max-sm:px-2";

function Figure({ of }: { of: string | number }) {
  const [whole, part] = String(of).split(".");
  return (
    <b className="text-ink text-sounding group-hover:text-accent font-medium font-stretch-90%">
      {whole}
      {part ? (
        <>
          <span className="sr-only">.{part}</span>
          <sub aria-hidden="true" className="text-small ml-px align-sub leading-0 max-sm:align-baseline">
            .{part}
          </sub>
        </>
      ) : null}
    </b>
  );
}
