"use client";
import { useRef, useTransition } from "react";
import { useKeys } from "#components/layout/use-keys.ts";
import { usePause } from "#components/layout/use-pause.ts";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { type RegistryParams, registryAddress } from "./registry-address.ts";

const PAUSE_MS = 250;

type RegistrySearchProps = { path: string; params: RegistryParams; label: string; placeholder: string };

/** The search of a registry page: the address follows what is typed. */
export function RegistrySearch({ path, params, label, placeholder }: RegistrySearchProps) {
  const router = usePageRouter();
  const [isPending, startTransition] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const afterPause = usePause(PAUSE_MS);
  const goTo = (q: string) => {
    afterPause(() => {
      const address = registryAddress(path, params, { q: q || null });
      startTransition(() => router.replace(address, { scroll: false }));
    });
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
          defaultValue={params.q ?? ""}
          placeholder={placeholder}
          onChange={(event) => goTo(event.target.value)}
        />
      </span>
      <span className="w-4 empty:max-sm:hidden">{isPending ? <Spinner label="Searching" /> : null}</span>
    </search>
  );
}
