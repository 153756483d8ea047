"use client";
import { LiveSearch } from "#components/layout/live-search.tsx";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { kindWords } from "./kind-words.ts";
import { type ListParams, listAddress } from "./list-address.ts";

export function ListSearch({ kind, params }: { kind: ArtifactKind; params: ListParams }) {
  return (
    <LiveSearch
      label={`Search ${kindWords[kind].many}`}
      placeholder="Name, keyword, maintainer or project:"
      asked={params.q}
      addressOf={(q) => listAddress(kind, params, { q })}
    />
  );
}
