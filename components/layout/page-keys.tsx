"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useKeys } from "./use-keys.ts";

type PageKeysProps = {
  /** Keys that only go somewhere: a server component can say them. */
  links: readonly { keys: string; label: string; href: string }[];
};

export function PageKeys({ links }: PageKeysProps) {
  const router = useRouter();
  useKeys(
    links.map((link) => ({
      keys: link.keys,
      label: link.label,
      // Addresses are built by functions of the rooms; the list of literal routes cannot know them.
      run: () => router.push(link.href as Route),
    })),
  );
  return null;
}
