"use client";
import { Banner } from "#components/ui/banner.tsx";
import { readRefusal } from "./read-refusal.ts";

type RefusedBannerProps = {
  /** What a mutation threw; nothing is shown where it threw nothing. */
  error: unknown;
  /** What was not done: "The token was not revoked." Without it the refusal itself is the title. */
  title?: string | undefined;
};

/** Why a deed was refused, over what asked for it. */
export function RefusedBanner({ error, title }: RefusedBannerProps) {
  const refusal = readRefusal(error);
  if (!refusal) return null;
  return (
    <Banner tone="danger" live title={title ?? refusal.message}>
      {title ? `${refusal.message} ${refusal.hint ?? ""}` : refusal.hint}
    </Banner>
  );
}
