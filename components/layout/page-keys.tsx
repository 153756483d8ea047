"use client";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { useKeys } from "./use-keys.ts";

type PageKeysProps = {
  /** Keys that only go somewhere: a server component can say them. */
  links: readonly { keys: string; label: string; href: string }[];
};

export function PageKeys({ links }: PageKeysProps) {
  const router = usePageRouter();
  useKeys(
    links.map((link) => ({
      keys: link.keys,
      label: link.label,
      run: () => router.push(link.href),
    })),
  );
  return null;
}
