import { ChevronDown, ChevronRight, KeyRound } from "lucide-react";
import { useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DigestChip } from "#components/ui/digest-chip.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { lazyPart } from "#components/ui/lazy-part.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ScaleCell } from "#components/ui/scale-cell.tsx";
import { Cell, TableRow } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { ArtifactView, VersionView } from "#lib/catalog/schema.ts";
import { commitAddress, compareAddress, versionAddress, versionFileAddress } from "#lib/ids/addresses.ts";
import { LatestFlare } from "./latest-flare.tsx";
import { LifecycleBanner } from "./lifecycle-banner.tsx";
import { LifecycleWord } from "./lifecycle-word.tsx";
import { RowActions } from "./row-actions.tsx";
import { sayBytes } from "./say-bytes.ts";
import { sayDoor } from "./say-door.ts";
import { TrackChip } from "./track-chip.tsx";
import { VersionChip } from "./version-chip.tsx";
import type { TrackMark } from "./version-track.ts";

// Notes are read when a row is unfolded; so is the code that draws them.
const MarkdownText = lazyPart(() => import("./markdown.tsx").then((file) => file.MarkdownText), {
  meanwhile: ({ text }) => <p className="max-w-prose whitespace-pre-wrap">{text}</p>,
});

const COLUMNS = 10;

type HistoryRowProps = {
  artifact: ArtifactView;
  version: VersionView;
  /** The version published before it; null for the first, or where it is not loaded. */
  before: VersionView | null;
  track: TrackMark | null;
  /** The scale's ground beside it. */
  isFilled: boolean;
  isChosen: boolean;
  onChoose: (isOn: boolean) => void;
};

/** One version in the history: unfolds its notes, and offers itself for a compare (CAT-24). */
export function HistoryRow({
  artifact,
  version,
  before,
  track,
  isFilled,
  isChosen,
  onChoose,
}: HistoryRowProps) {
  const [isOpen, setIsOpen] = useState(false);
  const isMarked = version.lifecycle.state !== "active";
  return (
    <>
      <TableRow selected={isChosen} joined={isOpen || isMarked}>
        <ScaleCell filled={isFilled} tick={track ? "major" : "minor"} />
        <Cell hide="narrow">{track ? <TrackChip mark={track} /> : null}</Cell>
        <Cell head nowrap>
          <span className="inline-flex flex-wrap items-center gap-2 max-sm:max-w-27">
            <VersionChip
              tag={version.version}
              lifecycle={version.lifecycle.state}
              latest={version.latest}
              preRelease={isPreRelease(version)}
              href={versionAddress(artifact, version.version)}
            />
            {version.latest ? <LatestFlare /> : null}
            {isPreRelease(version) ? <span className="text-label text-ink-muted">pre-release</span> : null}
            <LifecycleWord lifecycle={version.lifecycle.state} />
          </span>
        </Cell>
        <Cell hide="phone">
          <Author version={version} />
        </Cell>
        <Cell nowrap tone="muted">
          <RelativeTime at={version.publishedAt} />
        </Cell>
        <Cell hide="narrow" mono>
          {version.commit ? (
            <TextLink href={commitAddress(artifact, version.commit)}>{version.commit.slice(0, 7)}</TextLink>
          ) : (
            <span className="text-ink-muted">pushed</span>
          )}
        </Cell>
        <Cell hide="narrow">
          <DigestChip digest={version.packageDigest} />
        </Cell>
        <Cell hide="phone" align="right" tone="muted" nowrap>
          {sayBytes(version.size)}
        </Cell>
        <Cell>
          <IconButton
            label={`Release notes of ${version.version}`}
            icon={isOpen ? ChevronDown : ChevronRight}
            size="small"
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          />
        </Cell>
        <Cell>
          <RowActions artifact={artifact} version={version} />
        </Cell>
        <Cell>
          <Checkbox
            aria-label={`Compare ${version.version}`}
            checked={isChosen}
            onCheckedChange={(isOn) => onChoose(isOn)}
          />
        </Cell>
      </TableRow>
      {isMarked ? (
        <TableRow still joined={isOpen}>
          <ScaleCell filled={isFilled} tick="none" />
          <Cell colSpan={COLUMNS}>
            <LifecycleBanner artifact={artifact} version={version} />
          </Cell>
        </TableRow>
      ) : null}
      {isOpen ? (
        <TableRow still>
          <ScaleCell filled={isFilled} tick="none" />
          <Cell colSpan={COLUMNS}>
            <Unfolded artifact={artifact} version={version} before={before} />
          </Cell>
        </TableRow>
      ) : null}
    </>
  );
}

const isPreRelease = (version: VersionView) => version.semver?.includes("-") ?? false;

function Unfolded({ artifact, version, before }: Pick<HistoryRowProps, "artifact" | "version" | "before">) {
  return (
    <div className="rounded-panel border-line bg-raised flex flex-col gap-2.5 border px-4 py-3 whitespace-normal">
      <h3 className="text-label font-semibold">Release notes</h3>
      {version.notes ? (
        <MarkdownText text={version.notes} />
      ) : (
        <p className="text-ink-muted">No release notes were written for this version.</p>
      )}
      <p className="text-small flex flex-wrap gap-4">
        {before ? (
          <TextLink href={compareAddress(artifact, before.version, version.version)}>
            {`Compare with ${before.version}`}
          </TextLink>
        ) : null}
        <TextLink href={versionFileAddress(artifact, version.version)}>Files</TextLink>
      </p>
    </div>
  );
}

function Author({ version }: { version: VersionView }) {
  const isPerson = version.author.kind === "user";
  return (
    <span className="inline-flex items-center gap-1.5">
      {isPerson ? <Avatar name={version.author.name} /> : <Icon of={KeyRound} tone="faint" />}
      {version.author.name}
      <span className="text-ink-muted text-small">{sayDoor(version.via)}</span>
    </span>
  );
}
