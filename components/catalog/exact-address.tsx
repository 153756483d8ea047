"use client";
import { useKeys } from "#components/layout/use-keys.ts";
import { CopyText } from "#components/ui/copy-text.tsx";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { useCopy } from "#components/ui/use-copy.ts";

/** The address that can only ever mean these bytes: shown by its digest, copied whole by click or `y`. */
export function ExactAddress({ address }: { address: string }) {
  const { copy } = useCopy();
  const [algorithm, hex = ""] = (address.split("@")[1] ?? "").split(":");
  useKeys([{ keys: "y", label: "Copy exact address", run: () => copy(address, "Exact address copied") }]);
  return (
    <span className="text-label text-ink-muted flex items-center gap-1.5 max-sm:hidden">
      Exact address
      <CopyText text={address} what="Exact address" faint={`${algorithm}:`} shown={hex.slice(0, 12)} />
      <KeyHint keys="y" />
    </span>
  );
}
