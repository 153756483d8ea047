import type { ReactNode } from "react";

type FactsProps = { items: readonly { label: string; value: ReactNode }[] };

/** Pairs of a name and what it is, on hairlines. */
export function Facts({ items }: FactsProps) {
  return (
    <dl className="grid-cols-facts grid">
      {items.map((item) => (
        <div key={item.label} className="border-line col-span-2 grid grid-cols-subgrid border-b py-1.25">
          <dt className="text-ink-muted">{item.label}</dt>
          <dd className="min-w-0 wrap-anywhere">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
