"use client";
import { useRef, useTransition } from "react";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { useKeys } from "./use-keys.ts";
import { usePause } from "./use-pause.ts";

const PAUSE_MS = 250;

type LiveSearchProps = {
  label: string;
  placeholder: string;
  /** What the page's address says now. */
  asked: string | undefined;
  /** @param q null: the page without a search */
  addressOf: (q: string | null) => string;
};

/** The search of a page with a list: the address follows what is typed. */
export function LiveSearch({ label, placeholder, asked = "", addressOf }: LiveSearchProps) {
  const router = usePageRouter();
  const [isPending, startTransition] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const afterPause = usePause(PAUSE_MS);
  const goTo = (q: string) => {
    afterPause(() => startTransition(() => router.replace(addressOf(q || null), { scroll: false })));
  };
  useKeys([{ keys: "/", label, run: () => input.current?.focus(), keyOnly: true }]);
  return (
    <search className="flex min-w-0 items-center gap-2 max-sm:basis-full">
      <span className="w-search max-w-full max-sm:flex-1">
        <SearchInput
          label={label}
          name="q"
          keyHint="/"
          ref={input}
          defaultValue={asked}
          placeholder={placeholder}
          onChange={(event) => goTo(event.target.value)}
        />
      </span>
      <span className="w-4 empty:max-sm:hidden">{isPending ? <Spinner label="Searching" /> : null}</span>
    </search>
  );
}
