import { ChevronRight } from "lucide-react";
import { Icon } from "./icon.tsx";
import { PlainLink } from "./plain-link.tsx";

type CrumbsProps = { items: readonly { label: string; href?: string | undefined }[] };

export function Crumbs({ items }: CrumbsProps) {
  return (
    <nav aria-label="You are here">
      <ol className="text-ink-muted text-label flex flex-wrap items-center gap-1.5">
        {items.map((item, place) => (
          <li key={`${item.href ?? ""}${item.label}`} className="flex max-w-full items-center gap-1.5">
            {place > 0 ? <Icon of={ChevronRight} size="chip" tone="faint" /> : null}
            {item.href ? (
              <PlainLink
                href={item.href}
                className="rounded-chip hover:text-ink min-w-0 py-1 wrap-anywhere hover:underline"
              >
                {item.label}
              </PlainLink>
            ) : (
              <span aria-current="page" className="min-w-0 wrap-anywhere">
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
