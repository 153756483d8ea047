"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type FindingsView, filterFindings, wholeView } from "#components/engine/arrange-findings.ts";
import { FindingsList } from "#components/engine/findings-list.tsx";
import { FindingsTools, SeveritySwitches } from "#components/engine/findings-tools.tsx";
import { sayCounts } from "#components/engine/say-finding.ts";
import { readFailure } from "#components/layout/read-failure.ts";
import { Banner } from "#components/ui/banner.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import { catalogQueries } from "#lib/catalog/client.ts";
import type { ArtifactView, VersionView } from "#lib/catalog/schema.ts";
import { useRecheckVersion } from "#lib/catalog/write-client.ts";
import type { Finding } from "#lib/engine/schema.ts";
import { versionFileAddress } from "#lib/ids/addresses.ts";
import { useFreshVersion } from "./use-fresh-version.ts";

type VersionFindingsProps = { artifact: ArtifactView; version: VersionView };

/** Rows before "Show more": a version's page is about more than its findings. */
const AT_FIRST = 20;

/** What was found in a version, through whichever door it came; and how far looking for it is (CAT-16). */
export function VersionFindings({ artifact, version: read }: VersionFindingsProps) {
  const query = useQuery({
    ...catalogQueries.version(artifact, read.version),
    initialData: read,
    staleTime: Number.POSITIVE_INFINITY, // Only a check changes it: asked for while one is under way, and after one is asked for.
  });
  const version = query.data;
  useFreshVersion(read, version);
  const [view, setView] = useState<FindingsView>(wholeView);
  const { findings, findingCounts, check } = version;
  const total = findingCounts.error + findingCounts.warning + findingCounts.info;
  const doorOf = ({ path, line, isInOutput }: Finding) => {
    if (path === null) return null;
    const at: [number, number] | undefined = line === null || isInOutput ? undefined : [line, line];
    return { href: versionFileAddress(artifact, version.version, path, at) };
  };
  return (
    <section id="findings" className="flex scroll-mt-16 flex-col gap-2.5">
      <TitledRule title="Findings" count={check.state === "done" ? total : undefined} />
      <CheckState artifact={artifact} version={version} isEmpty={findings.length === 0} />
      {findings.length > 0 ? (
        <>
          <div className="flex flex-wrap items-center gap-3">
            <SeveritySwitches findings={findings} view={view} onView={setView} />
            <FindingsTools findings={findings} view={view} onView={setView} />
          </div>
          <div className="border-line border border-b-0">
            <FindingsList
              findings={filterFindings(findings, view)}
              by={view.by}
              doorOf={doorOf}
              mostAtOnce={AT_FIRST}
            />
          </div>
        </>
      ) : null}
      {total > findings.length && check.state === "done" ? (
        <Banner tone="caution" title={`The worst ${findings.length.toLocaleString("en")} are listed.`}>
          There are {sayCounts(findingCounts)}.
        </Banner>
      ) : null}
    </section>
  );
}

type CheckStateProps = { artifact: ArtifactView; version: VersionView; isEmpty: boolean };

function CheckState({ artifact, version, isEmpty }: CheckStateProps) {
  const { state, askedAt, error, checkedAt } = version.check;
  const again = <CheckAgain artifact={artifact} version={version} label="Try again" />;
  switch (state) {
    case "pending":
      return askedAt === null ? (
        <Banner
          title="Nobody has looked for findings yet."
          action={<CheckAgain artifact={artifact} version={version} label="Check it now" />}
        >
          This version was published before there were checks.
        </Banner>
      ) : (
        <p role="status" className="text-ink-muted flex items-center gap-2">
          <Spinner />
          Checking: it is rendered, and its objects are checked. The list follows by itself.
        </p>
      );
    case "failed":
      return (
        <Banner tone="danger" title="It could not be checked." action={again}>
          {error ?? "The check stopped without a reason."} This is not the same as “no findings”.
        </Banner>
      );
    case "done":
      return isEmpty ? (
        <p className="text-ink-muted">
          <b className="text-ink">No findings.</b> Rendered and checked
          {checkedAt === null ? (
            ""
          ) : (
            <>
              {" "}
              <RelativeTime at={checkedAt} />
            </>
          )}
          .
        </p>
      ) : null;
  }
}

function CheckAgain({
  artifact,
  version,
  label,
}: {
  artifact: ArtifactView;
  version: VersionView;
  label: string;
}) {
  const recheck = useRecheckVersion(artifact, version.version);
  if (!artifact.permissions.publish) return null;
  return (
    <span className="flex flex-col items-end gap-1">
      <TextButton onClick={() => recheck.mutate()} disabled={recheck.isPending}>
        {recheck.isPending ? "Asking" : label}
      </TextButton>
      {recheck.error ? (
        <span role="alert" className="text-danger text-small">
          {readFailure(recheck.error).message}
        </span>
      ) : null}
    </span>
  );
}
