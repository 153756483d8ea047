import { Check } from "lucide-react";
import { Icon } from "#components/ui/icon.tsx";
import { PlainLink } from "#components/ui/plain-link.tsx";
import { TextLink } from "#components/ui/text-link.tsx";

export type FacetChoice = { label: string; count: number | null; href: string; isOn: boolean };
export type FacetGroup = { title: string; choices: FacetChoice[] };

/** Filters beside a list: each is an address, so that Back and a copied link bring it again. */
export function FacetList({ groups, clearHref }: { groups: FacetGroup[]; clearHref: string | null }) {
  const offered = groups.filter((group) => group.choices.length > 0);
  return (
    <div className="flex flex-col gap-5">
      <div className="flex items-center">
        <h2 className="text-section flex-1 font-bold">Filter</h2>
        {clearHref ? (
          <span className="text-small">
            <TextLink href={clearHref}>Clear</TextLink>
          </span>
        ) : null}
      </div>
      {offered.length === 0 ? (
        <p className="text-ink-muted text-small">There is nothing to filter yet.</p>
      ) : null}
      {offered.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h3 className="text-label mb-1 font-semibold">{group.title}</h3>
          <ul>
            {group.choices.map((choice) => (
              <FacetRow key={choice.label} choice={choice} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function FacetRow({ choice }: { choice: FacetChoice }) {
  const { label, count, href, isOn } = choice;
  return (
    <li>
      <PlainLink
        href={href}
        prefetch={false}
        {...(isOn ? { "aria-current": "true" as const } : {})}
        className="rounded-chip hover:bg-hover -mx-1.5 flex h-6.25 items-center gap-2 px-1.5 no-underline max-sm:h-10"
      >
        <span
          aria-hidden="true"
          className={
            isOn
              ? "rounded-chip border-accent bg-accent text-on-accent flex size-3.75 shrink-0 items-center justify-center border"
              : "rounded-chip border-control bg-raised size-3.75 shrink-0 border"
          }
        >
          {isOn ? <Icon of={Check} size="chip" /> : null}
        </span>
        <span className="min-w-0 flex-1 truncate">{label}</span>
        {count === null ? null : <span className="text-small text-ink-faint">{count}</span>}
      </PlainLink>
    </li>
  );
}
