"use client";
import { useRef, useTransition } from "react";
import { useKeys } from "#components/layout/use-keys.ts";
import { usePause } from "#components/layout/use-pause.ts";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { kindWords } from "./kind-words.ts";
import { type ListParams, listAddress } from "./list-address.ts";

const PAUSE_MS = 250;

/** The search of a list page: the address follows what is typed. */
export function ListSearch({ kind, params }: { kind: ArtifactKind; params: ListParams }) {
  const router = usePageRouter();
  const [isPending, startTransition] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const afterPause = usePause(PAUSE_MS);
  const goTo = (q: string) => {
    afterPause(() => {
      startTransition(() => router.replace(listAddress(kind, params, { q: q || null }), { scroll: false }));
    });
  };
  useKeys([
    { keys: "/", label: `Search ${kindWords[kind].many}`, run: () => input.current?.focus(), keyOnly: true },
  ]);
  return (
    <search className="flex min-w-0 items-center gap-2 max-sm:basis-full">
      <span className="w-search max-w-full max-sm:flex-1">
        <SearchInput
          label={`Search ${kindWords[kind].many}`}
          name="q"
          keyHint="/"
          ref={input}
          defaultValue={params.q ?? ""}
          placeholder="Name, keyword, maintainer or project:"
          onChange={(event) => goTo(event.target.value)}
        />
      </span>
      <span className="w-4 empty:max-sm:hidden">{isPending ? <Spinner label="Searching" /> : null}</span>
    </search>
  );
}
