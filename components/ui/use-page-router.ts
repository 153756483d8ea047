import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { useKept } from "./kept-query.tsx";

/** Goes to a page of ours, as a PlainLink would. Addresses are built by functions: the list of literal routes cannot know them. */
export function usePageRouter() {
  const router = useRouter();
  const kept = useKept();
  return useMemo(
    () => ({
      push: (href: string) => router.push(kept(href) as Route),
      replace: (href: string, options?: { scroll: boolean }) => router.replace(kept(href) as Route, options),
      refresh: () => router.refresh(),
    }),
    [router, kept],
  );
}
