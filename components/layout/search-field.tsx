"use client";
import { Search } from "lucide-react";
import { Icon } from "#components/ui/icon.tsx";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { showOverlay } from "./overlays.ts";
import { useModKey } from "./use-mod-key.ts";

/** Looks like a field and opens the palette, where one types. */
export function SearchField() {
  const mod = useModKey();
  return (
    <button
      type="button"
      onClick={() => showOverlay("palette")}
      className="rounded-control border-control bg-raised text-ink-muted hover:bg-hover mr-1.5 flex h-7.5 w-62 items-center gap-1.75 border pr-1.25 pl-2.25 transition-colors max-lg:w-9 max-lg:justify-center max-lg:px-0 max-sm:mr-0 max-sm:size-11 max-sm:border-transparent max-sm:bg-transparent"
    >
      <Icon of={Search} />
      <span className="flex-1 text-left max-lg:sr-only">Search or jump to</span>
      <span className="max-lg:hidden">
        <KeyHint keys={`${mod} K`} />
      </span>
    </button>
  );
}
