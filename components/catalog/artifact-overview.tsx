import { FilePlus2, PencilLine } from "lucide-react";
import { Stack } from "#components/layout/stack.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Soundings } from "#components/ui/soundings.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import type { ArtifactView, MarkView, VersionView } from "#lib/catalog/schema.ts";
import { editorAddress, versionAddress, versionFileAddress, versionsAddress } from "#lib/ids/addresses.ts";
import { chartFactsSchema } from "./chart-facts.ts";
import { commandsOf, loginCommand } from "./client-commands.ts";
import { CommandPanel } from "./command-panel.tsx";
import { LatestFlare } from "./latest-flare.tsx";
import { LifecycleWord } from "./lifecycle-word.tsx";
import { MarkHistory } from "./mark-history.tsx";
import { MarkdownText } from "./markdown.tsx";
import { readValues } from "./read-values.ts";
import { sayBytes } from "./say-bytes.ts";
import { ValuesTable } from "./values-table.tsx";
import { VersionChip } from "./version-chip.tsx";
import { VersionFacts } from "./version-facts.tsx";
import { VersionFindings } from "./version-findings.tsx";

type ArtifactOverviewProps = {
  artifact: ArtifactView;
  version: VersionView;
  recent: VersionView[];
  /** Null where the version has no such file. */
  readme: string | null;
  values: string | null;
  publicUrl: string;
  /** Every mark that the version has had, newest first. */
  marks: MarkView[];
};

/** One version as whoever wants to use it reads it (CAT-10). */
export function ArtifactOverview(props: ArtifactOverviewProps) {
  const { artifact, version, recent, readme, values, publicUrl, marks } = props;
  const read = values === null ? null : readValues(values);
  return (
    <Stack gap="block">
      <Soundings
        items={soundingsOf(props, read?.rows.length ?? 0)}
        joined={version.latest && !artifact.archived && version.lifecycle.state === "active"}
      />
      <div className="lg:grid-cols-artifact grid gap-x-10 gap-y-8">
        <div className="flex min-w-0 flex-col gap-8">
          {readme === null ? (
            <p className="text-ink-muted">This version has no README.md.</p>
          ) : (
            <MarkdownText text={readme} />
          )}
          {values !== null && read === null ? (
            <Banner
              tone="caution"
              title="values.yaml could not be read as YAML."
              action={
                <TextLink href={versionFileAddress(artifact, version.version, "values.yaml")}>
                  Open file
                </TextLink>
              }
            >
              Its values are not listed here.
            </Banner>
          ) : null}
          {read && read.rows.length > 0 ? <ValuesTable rows={read.rows} omitted={read.omitted} /> : null}
          <VersionFindings key={version.version} artifact={artifact} version={version} />
        </div>
        <aside aria-label="About this version" className="flex min-w-0 flex-col gap-7">
          <CommandPanel
            version={version.version}
            commands={commandsOf({ artifact, version, publicUrl })}
            login={artifact.visibility === "private" ? loginCommand(publicUrl) : null}
          />
          <VersionFacts artifact={artifact} version={version} />
          <MarkHistory artifact={artifact} marks={marks} />
          {version.notes ? (
            <section className="flex flex-col gap-2">
              <TitledRule title="Release notes" />
              <MarkdownText text={version.notes} />
            </section>
          ) : null}
          <RecentVersions artifact={artifact} recent={recent} />
        </aside>
      </div>
    </Stack>
  );
}

function soundingsOf({ artifact, version }: ArtifactOverviewProps, valueCount: number) {
  const [figure = "", unit = ""] = sayBytes(version.size).split(" ");
  const dependencies = chartFactsSchema.safeParse(version.metadata).data?.dependencies.length ?? 0;
  const files = versionFileAddress(artifact, version.version);
  return [
    ...(artifact.kind === "chart"
      ? [{ figure: valueCount, label: valueCount === 1 ? "value" : "values", href: "#values" }]
      : []),
    { figure: version.fileCount, label: version.fileCount === 1 ? "file" : "files", href: files },
    ...(artifact.kind === "chart"
      ? [{ figure: dependencies, label: dependencies === 1 ? "dependency" : "dependencies" }]
      : []),
    { figure, label: unit },
    {
      figure: artifact.versionCount,
      label: artifact.versionCount === 1 ? "version" : "versions",
      href: versionsAddress(artifact),
    },
    findingsSounding(version),
  ];
}

/** A figure only where it is known. */
function findingsSounding({ check, findingCounts: { error, warning, info } }: VersionView) {
  const total = error + warning + info;
  const isKnown = check.state === "done";
  return {
    figure: isKnown ? total : "–",
    label: isKnown && total === 1 ? "finding" : "findings",
    href: "#findings",
  };
}

function RecentVersions({ artifact, recent }: { artifact: ArtifactView; recent: VersionView[] }) {
  return (
    <section className="flex flex-col gap-1">
      <TitledRule
        title="Recent versions"
        action={<TextLink href={versionsAddress(artifact)}>{`All ${artifact.versionCount}`}</TextLink>}
      />
      <ul>
        {recent.map((version) => (
          <li key={version.version} className="border-line flex items-center gap-2 border-b py-1.5">
            <VersionChip
              tag={version.version}
              latest={version.latest}
              lifecycle={version.lifecycle.state}
              href={versionAddress(artifact, version.version)}
            />
            {version.latest ? <LatestFlare /> : null}
            <LifecycleWord lifecycle={version.lifecycle.state} />
            <span className="flex-1" />
            <span className="text-label text-ink-muted">
              <RelativeTime at={version.publishedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An artifact without a latest version: before its first one, or with nothing left that is not yanked. */
export function UnpublishedOverview({ artifact }: { artifact: ArtifactView }) {
  if (artifact.versionCount > 0)
    return (
      <EmptyState
        title={artifact.versionCount === 1 ? "Its one version is yanked" : "Every version is yanked"}
        actions={<ButtonLink href={versionsAddress(artifact)}>See why, in the version history</ButtonLink>}
      >
        Nothing is taken by ranges or as the latest. Each version still answers by its exact tag, digest and
        file.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Nothing published yet"
      actions={
        artifact.permissions.edit ? (
          <ButtonLink
            tone="primary"
            icon={artifact.unpublished ? PencilLine : FilePlus2}
            href={editorAddress(artifact)}
          >
            {artifact.unpublished ? "Edit draft" : "Write the first files"}
          </ButtonLink>
        ) : null
      }
    >
      {artifact.unpublished
        ? "The draft has files. Review and publish it in the editor: from then on this page shows the README, the values and the commands that take it."
        : "The draft is empty. Begin from the scaffold, upload files, or write them in the editor."}
    </EmptyState>
  );
}
