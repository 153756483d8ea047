"use client";
import { LiveSearch } from "#components/layout/live-search.tsx";
import { type RegistryParams, registryAddress } from "./registry-address.ts";

type RegistrySearchProps = { path: string; params: RegistryParams; label: string; placeholder: string };

/** The search of a registry page. */
export function RegistrySearch({ path, params, ...words }: RegistrySearchProps) {
  return <LiveSearch {...words} asked={params.q} addressOf={(q) => registryAddress(path, params, { q })} />;
}
