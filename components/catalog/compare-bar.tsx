"use client";
import { GitCompare, X } from "lucide-react";
import { PageKeys } from "#components/layout/page-keys.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { ArtifactView, VersionView } from "#lib/catalog/schema.ts";
import { compareAddress } from "#lib/ids/addresses.ts";
import { VersionChip } from "./version-chip.tsx";

type CompareBarProps = {
  artifact: ArtifactView;
  chosen: string[];
  versions: VersionView[];
  onClear: () => void;
};

/** The two chosen versions, older one first whatever was clicked first. */
export function CompareBar({ artifact, chosen, versions, onClear }: CompareBarProps) {
  if (chosen.length === 0) return null;
  const find = (tag: string) => versions.find((version) => version.version === tag);
  const at = (tag: string) => find(tag)?.publishedAt ?? "";
  const [from, to] = [...chosen].sort((a, b) => at(a).localeCompare(at(b)));
  return (
    <div className="sticky bottom-4 flex justify-center">
      <div className="neatline shadow-float">
        <div className="flex items-center gap-3 px-4 py-2.5" role="status">
          <span className="text-ink-muted">Compare</span>
          {from ? <ChosenChip tag={from} version={find(from)} /> : null}
          {to ? (
            <>
              <span aria-hidden="true">→</span>
              <ChosenChip tag={to} version={find(to)} />
              <ButtonLink
                tone="primary"
                icon={GitCompare}
                keyHint="c"
                href={compareAddress(artifact, from ?? to, to)}
              >
                Compare
              </ButtonLink>
              <PageKeys
                key={`${from} ${to}`}
                links={[
                  {
                    keys: "c",
                    label: `Compare ${from} with ${to}`,
                    href: compareAddress(artifact, from ?? to, to),
                  },
                ]}
              />
            </>
          ) : (
            <span className="text-ink-muted">choose one more</span>
          )}
          <IconButton label="Clear the choice" icon={X} onClick={onClear} />
        </div>
      </div>
    </div>
  );
}

function ChosenChip({ tag, version }: { tag: string; version: VersionView | undefined }) {
  return <VersionChip tag={tag} latest={version?.latest} lifecycle={version?.lifecycle.state} />;
}
