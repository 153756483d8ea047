"use client";
import { createContext, type ReactNode, useCallback, useContext } from "react";

/** One parameter that every address of our own pages carries on, such as `org=northgate`; null: none. */
export type KeptQuery = { name: string; value: string } | null;

const Kept = createContext<KeptQuery>(null);

export function KeptQueryProvider({ kept, children }: { kept: KeptQuery; children: ReactNode }) {
  return <Kept value={kept}>{children}</Kept>;
}

/** Adds the parameter to an address of ours that does not say it itself; leaves every other address as it is. */
export function withKept(href: string, kept: KeptQuery): string {
  if (!kept || !href.startsWith("/") || href.startsWith("//")) return href;
  const [rest = "", hash] = href.split("#", 2);
  const [path = "", search] = rest.split("?", 2);
  const query = new URLSearchParams(search);
  if (query.has(kept.name)) return href;
  const added = `${kept.name}=${encodeURIComponent(kept.value)}`;
  return `${path}?${search ? `${search}&` : ""}${added}${hash === undefined ? "" : `#${hash}`}`;
}

/** @returns what makes a link's address out of one of ours */
export function useKept(): (href: string) => string {
  const kept = useContext(Kept);
  return useCallback((href: string) => withKept(href, kept), [kept]);
}
