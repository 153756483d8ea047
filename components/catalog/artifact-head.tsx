import { ChevronsUpDown, GitCompare, PencilLine } from "lucide-react";
import type { ReactNode } from "react";
import { PageHeader } from "#components/layout/page-header.tsx";
import { PageKeys } from "#components/layout/page-keys.tsx";
import { Row } from "#components/layout/row.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Crumbs } from "#components/ui/crumbs.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { ArtifactView, VersionView } from "#lib/catalog/schema.ts";
import {
  artifactAddress,
  catalogAddress,
  compareAddress,
  editorAddress,
  historyAddress,
  projectAddress,
  versionAddress,
  versionsAddress,
} from "#lib/ids/addresses.ts";
import { displayName } from "#lib/ids/ids.ts";
import { ArtifactActions } from "./artifact-actions.tsx";
import { ArtifactName } from "./artifact-name.tsx";
import { ExactAddress } from "./exact-address.tsx";
import { KindTile } from "./kind-tile.tsx";
import { kindWords } from "./kind-words.ts";
import { LatestFlare } from "./latest-flare.tsx";
import { LifecycleBanner } from "./lifecycle-banner.tsx";
import { LifecycleWord } from "./lifecycle-word.tsx";
import { VersionChip } from "./version-chip.tsx";
import { VersionSwitcher } from "./version-switcher.tsx";

export type ArtifactTab = "overview" | "versions" | "compare" | "commits";

type ArtifactHeadProps = {
  artifact: ArtifactView;
  tab: ArtifactTab;
  /** The version that the page shows; null where the page is about none, or there is none yet. */
  version: VersionView | null;
  /** Newest first: what the switcher offers. */
  recent: VersionView[];
};

/** What every page of an artifact begins with: where it is, what it is, what can be done, its views. */
export function ArtifactHead({ artifact, tab, version, recent }: ArtifactHeadProps) {
  const [newest, before] = recent;
  return (
    <div className="flex flex-col gap-3">
      <PageKeys links={keysOf(artifact, recent)} />
      <PageHeader
        look="name"
        above={<Above artifact={artifact} version={version} />}
        tile={<KindTile kind={artifact.kind} size="large" />}
        title={<ArtifactName project={artifact.project} name={artifact.name} />}
        description={artifact.description || undefined}
        beside={
          version ? (
            <Row gap="small">
              <VersionSwitcher artifact={artifact} recent={recent}>
                <VersionChip
                  tag={version.version}
                  lifecycle={version.lifecycle.state}
                  latest={version.latest}
                  preRelease={version.semver?.includes("-")}
                  size="large"
                  after={<ChevronsUpDown size={13} aria-hidden />}
                />
              </VersionSwitcher>
              {version.latest ? <LatestFlare /> : null}
              <LifecycleWord lifecycle={version.lifecycle.state} />
            </Row>
          ) : null
        }
        actions={
          <>
            {newest && before ? (
              <ButtonLink
                icon={GitCompare}
                keyHint="c"
                href={compareAddress(artifact, before.version, newest.version)}
              >
                Compare
              </ButtonLink>
            ) : null}
            <EditButton artifact={artifact} />
            <ArtifactActions artifact={artifact} version={version} />
          </>
        }
      />
      <LinkTabs label="Artifact" tabs={tabsOf(artifact, tab, recent)} />
      <HeadBanner artifact={artifact} version={version} />
    </div>
  );
}

function Above({ artifact, version }: Pick<ArtifactHeadProps, "artifact" | "version">) {
  const { kind, project } = artifact;
  const crumbs = [
    { label: kindWords[kind].title, href: catalogAddress(kind) },
    ...(project ? [{ label: project, href: projectAddress(project) }] : []),
    { label: artifact.name },
  ];
  return (
    <Row justify="between">
      <Crumbs items={crumbs} />
      {version ? <ExactAddress address={exactAddress(version)} /> : null}
    </Row>
  );
}

/** `cr.example/charts/payments/service@sha256:…`: what clients take by digest. */
function exactAddress({ links, manifestDigest }: VersionView): string {
  return `${links.oci.replace(/^oci:\/\//, "").replace(/:[^:/]+$/, "")}@${manifestDigest}`;
}

function EditButton({ artifact }: { artifact: ArtifactView }) {
  if (artifact.permissions.edit)
    return (
      <ButtonLink tone="primary" icon={PencilLine} keyHint="e" href={editorAddress(artifact)}>
        Edit draft
      </ButtonLink>
    );
  return (
    <ButtonLink icon={PencilLine} href={editorAddress(artifact)}>
      Open draft
    </ButtonLink>
  );
}

function keysOf(artifact: ArtifactView, [newest, before]: VersionView[]) {
  const edit = { keys: "e", label: "Open the draft", href: editorAddress(artifact) };
  if (!newest || !before) return [edit];
  const label = `Compare ${before.version} with ${newest.version}`;
  return [edit, { keys: "c", label, href: compareAddress(artifact, before.version, newest.version) }];
}

function tabsOf(artifact: ArtifactView, tab: ArtifactTab, recent: VersionView[]) {
  const [newest, before] = recent;
  return [
    { href: artifactAddress(artifact), label: "Overview", current: tab === "overview" },
    {
      href: versionsAddress(artifact),
      label: "Versions",
      count: artifact.versionCount,
      current: tab === "versions",
    },
    {
      href: editorAddress(artifact),
      label: "Editor",
      ...(artifact.unpublished ? { badge: <Badge tone="mark">unpublished</Badge> } : {}),
    },
    ...(newest && before
      ? [
          {
            href: compareAddress(artifact, before.version, newest.version),
            label: "Compare",
            current: tab === "compare",
          },
        ]
      : []),
    { href: historyAddress(artifact), label: "Commits", current: tab === "commits" },
  ];
}

/** CAT-11: what whoever looks at this should know before taking it. */
function HeadBanner({ artifact, version }: Pick<ArtifactHeadProps, "artifact" | "version">): ReactNode {
  const latest = artifact.latest;
  return (
    <>
      {artifact.archived ? (
        <Banner tone="caution" title="Archived.">
          It is hidden from lists and search and cannot be edited or published. Every version stays
          downloadable.
        </Banner>
      ) : null}
      {version ? <LifecycleBanner artifact={artifact} version={version} /> : null}
      {version && latest !== null && !version.latest ? (
        <Banner
          title="This is not the latest version."
          action={<TextLink href={versionAddress(artifact, latest)}>{`Open ${latest}`}</TextLink>}
        >
          {`The latest version of ${displayName(artifact)} is ${latest}.`}
        </Banner>
      ) : null}
      {version && version.semver === null && artifact.kind === "chart" ? (
        <Banner tone="caution" title="Helm cannot select this version.">
          Its tag is no SemVer, so it is only taken by its exact digest or file.
        </Banner>
      ) : null}
    </>
  );
}
