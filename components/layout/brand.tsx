import { PlainLink } from "#components/ui/plain-link.tsx";

/** The mark: a sheet with its scale, two depth contours, and one light. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" className="shrink-0 fill-none">
      <path className="fill-raised stroke-ink" strokeWidth="1.5" d="M1.5 1.5h21v21h-21z" />
      <path className="stroke-ink" strokeWidth="1.5" d="M1.5 8.5h3M1.5 15.5h3M8.5 22.5v-3M15.5 22.5v-3" />
      <path
        className="stroke-accent"
        strokeWidth="1.4"
        d="M22.5 6.5c-5 .4-6.5 3-10.5 3.5S7 7 4.5 8.5M22.5 12.5c-4 0-5.5 3.5-9.5 4s-5.5-2-8.5-1"
      />
      <circle className="fill-mark" cx="16.3" cy="5.6" r="2" />
    </svg>
  );
}

export function Brand({ href }: { href: string }) {
  return (
    <PlainLink
      href={href}
      className="rounded-chip text-ink text-section flex items-center gap-2.25 no-underline"
    >
      <BrandMark />
      <b className="font-heavy font-stretch-94%">Chartroom</b>
    </PlainLink>
  );
}
