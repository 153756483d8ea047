import type { ReactNode } from "react";
import { sayCounts } from "#components/engine/say-finding.ts";
import { SeverityCounts } from "#components/engine/severity-counts.tsx";
import { DigestChip } from "#components/ui/digest-chip.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import type { ArtifactView, VersionView } from "#lib/catalog/schema.ts";
import { commitAddress } from "#lib/ids/addresses.ts";
import { chartFactsSchema } from "./chart-facts.ts";
import { sayBytes } from "./say-bytes.ts";
import { sayDoor } from "./say-door.ts";

type VersionFactsProps = { artifact: ArtifactView; version: VersionView };

/** What is known of a version, on hairlines. */
export function VersionFacts({ artifact, version }: VersionFactsProps) {
  return (
    <section className="flex flex-col gap-1.5">
      <TitledRule title="Facts" />
      <Facts items={[...publication(artifact, version), ...chart(version)]} />
    </section>
  );
}

type Fact = { label: string; value: ReactNode };

function publication(artifact: ArtifactView, version: VersionView): Fact[] {
  return [
    {
      label: "Published",
      value: (
        <>
          <RelativeTime at={version.publishedAt} /> by {version.author.name}, {sayDoor(version.via)}
        </>
      ),
    },
    {
      label: "Commit",
      value: version.commit ? (
        <TextLink href={commitAddress(artifact, version.commit)}>
          <span className="text-small font-mono">{version.commit.slice(0, 7)}</span>
        </TextLink>
      ) : (
        "pushed, without a commit"
      ),
    },
    { label: "Package", value: <DigestChip digest={version.packageDigest} /> },
    { label: "Manifest", value: <DigestChip digest={version.manifestDigest} /> },
    {
      label: "Size",
      value: `${sayBytes(version.size)} in ${version.fileCount} ${version.fileCount === 1 ? "file" : "files"}`,
    },
    { label: "Findings", value: findings(version) },
  ];
}

function findings({ check, findingCounts }: VersionView): ReactNode {
  switch (check.state) {
    case "pending":
      return check.askedAt === null ? "not checked yet" : "being checked";
    case "failed":
      return <span className="text-danger">could not be checked</span>;
    case "done":
      return sayCounts(findingCounts) === "no findings" ? "none" : <SeverityCounts counts={findingCounts} />;
  }
}

/** Facts of Chart.yaml; whatever is missing or malformed is left out. */
function chart({ metadata }: VersionView): Fact[] {
  const parsed = chartFactsSchema.safeParse(metadata);
  if (!parsed.success) return [];
  const { appVersion, kubeVersion, maintainers, dependencies, home, sources, type } = parsed.data;
  const license = parsed.data.license ?? parsed.data.annotations["artifacthub.io/license"];
  const links = [home, ...sources].filter((link) => link !== undefined && /^https?:\/\//.test(link));
  const facts: [string, ReactNode][] = [
    ["App version", appVersion],
    ["Type", type],
    ["Kubernetes", kubeVersion],
    [
      "Depends on",
      dependencies.map(({ name, version }) => [name, version].filter(Boolean).join(" ")).join(", "),
    ],
    ["License", license],
    ["Maintainers", maintainers.map((one) => one.name).join(", ")],
    [
      "Links",
      links.length > 0
        ? links.map((link) => (
            <span key={link} className="block truncate">
              <TextLink href={link ?? ""}>{link}</TextLink>
            </span>
          ))
        : null,
    ],
  ];
  return facts.filter(([, value]) => Boolean(value)).map(([label, value]) => ({ label, value }));
}
