import { ButtonLink } from "#components/ui/button.tsx";
import { type RegistryParams, registryAddress } from "./registry-address.ts";

type PageLinksProps = {
  path: string;
  params: RegistryParams;
  page: number;
  limit: number;
  /** Rows of this page, and of all pages. */
  shown: number;
  total: number;
  what: { one: string; many: string };
};

const number = new Intl.NumberFormat("en-GB");

/** Which rows these are, and the way to the others; each page has an address. */
export function PageLinks({ path, params, page, limit, shown, total, what }: PageLinksProps) {
  const first = (page - 1) * limit + 1;
  const isAll = page === 1 && shown === total;
  const to = (next: number) => registryAddress(path, params, { page: next === 1 ? null : String(next) });
  return (
    <nav aria-label="Pages" className="text-ink-muted flex min-h-7.5 flex-wrap items-center gap-2">
      <span role="status">
        {isAll
          ? `${number.format(total)} ${total === 1 ? what.one : what.many}`
          : `${number.format(first)}–${number.format(first + shown - 1)} of ${number.format(total)} ${what.many}`}
      </span>
      {page > 1 ? <ButtonLink href={to(page - 1)}>Previous page</ButtonLink> : null}
      {first + shown - 1 < total ? <ButtonLink href={to(page + 1)}>Next page</ButtonLink> : null}
    </nav>
  );
}
