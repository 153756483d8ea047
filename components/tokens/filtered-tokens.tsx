"use client";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { Row } from "#components/layout/row.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { SegmentedOrSelect } from "#components/ui/segmented-or-select.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import type { ApiTokenView, RegistryTokenView } from "#lib/tokens/schema.ts";
import { countTokens, filterTokens, filterWords, offeredFilters, parseTokenFilter } from "./filter-tokens.ts";

type FilteredTokensProps<Token> = {
  list: { items: readonly Token[]; total: number };
  /** "Filter registry tokens". */
  label: string;
  placeholder: string;
  /** Where the API lists those that are not shown. */
  endpoint: string;
  children: (shown: readonly Token[]) => ReactNode;
};

/** CAT-31: a list of tokens by state and words. Both stand in the address: Back works, and a copied link shows the same. */
export function FilteredTokens<Token extends RegistryTokenView | ApiTokenView>(
  props: FilteredTokensProps<Token>,
) {
  const { list, label, placeholder, endpoint, children } = props;
  const pathname = usePathname();
  const params = useSearchParams();
  const filter = parseTokenFilter(params.get("state"));
  const text = params.get("q") ?? "";
  const show = (changes: Record<string, string>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes))
      if (value === "" || value === "all") next.delete(name);
      else next.set(name, value);
    window.history.replaceState(null, "", next.size > 0 ? `${pathname}?${next}` : pathname);
  };
  const shown = filterTokens(list.items, filter, text);
  return (
    <>
      <Row>
        <span className="max-sm:basis-full">
          <SearchInput
            label={label}
            kind="filter"
            placeholder={placeholder}
            value={text}
            onChange={(event) => show({ q: event.target.value })}
          />
        </span>
        <SegmentedOrSelect
          label="State"
          value={filter}
          options={offeredFilters(list.items, filter).map((value) => ({
            value,
            label: `${filterWords[value]} ${countTokens(list.items, value)}`,
          }))}
          onValueChange={(state) => show({ state })}
        />
      </Row>
      {list.items.length < list.total ? (
        <Banner title={`These are the newest ${list.items.length} of ${list.total} tokens.`}>
          The API lists the others: GET {endpoint}.
        </Banner>
      ) : null}
      {shown.length > 0 ? (
        children(shown)
      ) : (
        <EmptyState
          title={text ? `No token matches “${text}”` : `No token is ${filterWords[filter].toLowerCase()}`}
          actions={
            <TextButton onClick={() => show({ q: "", state: "all" })}>
              Show all {list.items.length}
            </TextButton>
          }
        />
      )}
    </>
  );
}
