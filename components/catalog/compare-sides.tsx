"use client";
import { ArrowLeftRight } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import type { ArtifactView, LifecycleState } from "#lib/catalog/schema.ts";
import { compareAddress } from "#lib/ids/addresses.ts";
import { LifecycleWord } from "./lifecycle-word.tsx";

/** A version that can be chosen; `lifecycle` is null of one that is not known. */
type Side = { tag: string; lifecycle: LifecycleState | null };
type CompareSidesProps = { artifact: ArtifactView; from: string; to: string; sides: Side[] };

/** The two sides of a compare, each to be changed, and both exchanged (CAT-25). */
export function CompareSides({ artifact, from, to, sides }: CompareSidesProps) {
  const router = usePageRouter();

  const show = (left: string, right: string) => router.push(compareAddress(artifact, left, right));
  const options = sides.map(({ tag, lifecycle }) => ({
    value: tag,
    label: tag,
    ...(lifecycle === null || lifecycle === "active"
      ? {}
      : { hint: <LifecycleWord lifecycle={lifecycle} /> }),
  }));
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        aria-label="From version"
        value={from}
        options={options}
        onValueChange={(tag) => show(tag, to)}
      />
      <IconButton label="Exchange both sides" icon={ArrowLeftRight} onClick={() => show(to, from)} />
      <Select aria-label="To version" value={to} options={options} onValueChange={(tag) => show(from, tag)} />
    </div>
  );
}
