import { TriangleAlert } from "lucide-react";
import { WordMark } from "#components/ui/word-mark.tsx";
import type { ChartFacts, EntryView } from "#lib/oci/schema.ts";
import { contentLooks } from "./content-looks.ts";

const MAX_PLATFORMS = 4;

/** Name and version of what a tag holds (GL-5, GL-8): a chart's own, an index's platforms, else its type. */
export function EntryHolds({ entry }: { entry: EntryView }) {
  const { chart } = entry;
  return chart ? <ChartHeld chart={chart} differs={entry.differs} /> : <OtherHeld entry={entry} />;
}

function ChartHeld({ chart, differs }: { chart: ChartFacts; differs: boolean }) {
  const { name, version, appVersion, description, deprecated } = chart;
  const says = [appVersion ? `App ${appVersion}` : null, description || null].filter(Boolean).join(" · ");
  return (
    <span className="flex min-w-0 flex-col">
      <span className="flex flex-wrap items-center gap-x-2">
        <span>
          <b className="wrap-anywhere">{name}</b>{" "}
          <span className="text-small font-mono wrap-anywhere">{version}</span>
        </span>
        {differs ? (
          <WordMark tone="caution" icon={TriangleAlert}>
            differs from the tag
          </WordMark>
        ) : null}
        {deprecated ? <WordMark tone="caution">deprecated</WordMark> : null}
      </span>
      <span className="text-small text-ink-muted line-clamp-2 wrap-anywhere">{says || "No description"}</span>
    </span>
  );
}

function OtherHeld({ entry }: { entry: EntryView }) {
  const { content, name, version, tag } = entry;
  return (
    <span className="flex min-w-0 flex-col">
      {name ? (
        <span>
          <b className="wrap-anywhere">{name}</b>{" "}
          {version !== tag ? <span className="text-small font-mono wrap-anywhere">{version}</span> : null}
        </span>
      ) : (
        <span>{contentLooks[content].one}</span>
      )}
      <span className="text-small text-ink-muted wrap-anywhere">
        <WhatItIs entry={entry} />
      </span>
    </span>
  );
}

function WhatItIs({ entry: { platforms, content, artifactType, mediaType } }: { entry: EntryView }) {
  if (platforms.length > 0) return sayPlatforms(platforms.map((one) => one.name));
  if (content === "image") return "One platform";
  return <span className="font-mono">{artifactType ?? mediaType}</span>;
}

/** The first of them by name; those of build attestations, `unknown/unknown`, are no platforms. */
function sayPlatforms(names: string[]): string {
  const real = names.filter((name) => !name.startsWith("unknown"));
  const shown = real.slice(0, MAX_PLATFORMS).join(", ");
  return real.length > MAX_PLATFORMS ? `${shown} and ${real.length - MAX_PLATFORMS} more` : shown;
}
