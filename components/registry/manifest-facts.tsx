import type { ReactNode } from "react";
import { sayBytes } from "#components/catalog/say-bytes.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DigestChip } from "#components/ui/digest-chip.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import { repositoryAddress } from "#lib/ids/addresses.ts";
import type { ManifestView, RepositoryView } from "#lib/oci/schema.ts";
import { madeAt } from "./made-at.ts";

type Fact = { label: string; value: ReactNode };
type ManifestFactsProps = { repository: RepositoryView; held: ManifestView };

/** What is known of a manifest, and of the chart in it (GL-5), on hairlines. */
export function ManifestFacts({ repository, held }: ManifestFactsProps) {
  const annotations = Object.entries(held.annotations);
  return (
    <>
      <section className="flex flex-col gap-1.5">
        <TitledRule title="Facts" />
        <Facts items={known([...manifestFacts(repository, held)])} />
      </section>
      {held.chart ? (
        <section className="flex flex-col gap-1.5">
          <TitledRule title="Chart.yaml" />
          <Facts items={known(chartFacts(held.chart))} />
        </section>
      ) : null}
      {annotations.length > 0 ? (
        <section className="flex flex-col gap-1.5">
          <TitledRule title="Annotations" count={annotations.length} />
          <dl className="flex flex-col">
            {annotations.map(([key, value]) => (
              <div key={key} className="border-line border-b py-1.25">
                <dt className="text-small text-ink-muted font-mono wrap-anywhere">{key}</dt>
                <dd className="wrap-anywhere whitespace-pre-wrap">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
    </>
  );
}

const known = (facts: Fact[]) => facts.filter(({ value }) => Boolean(value));

function Reference({ text, what }: { text: string; what: string }) {
  return (
    <span className="flex items-start gap-1">
      <span className="text-small min-w-0 flex-1 font-mono wrap-anywhere">{text}</span>
      <CopyButton text={text} what={what} look="small-icon" />
    </span>
  );
}

function manifestFacts({ name }: RepositoryView, held: ManifestView): Fact[] {
  const made = madeAt(held.createdAt);
  const others = held.tags.filter((tag) => tag !== held.tag);
  return [
    { label: "Reference", value: <Reference text={held.reference} what="reference" /> },
    {
      label: "By digest",
      value: held.tag === null ? null : <Reference text={held.digestReference} what="reference by digest" />,
    },
    { label: "Digest", value: <DigestChip digest={held.digest} /> },
    { label: "Size", value: sayBytes(held.size) },
    { label: "Created", value: made ? <RelativeTime at={made} /> : null },
    {
      label: "Pushed",
      value: (
        <>
          <RelativeTime at={held.pushedAt} />
          {held.publisher ? ` by ${held.publisher.name}` : null}
        </>
      ),
    },
    {
      label: "Type",
      value: held.artifactType ? (
        <span className="text-small font-mono wrap-anywhere">{held.artifactType}</span>
      ) : null,
    },
    {
      label: "Attached to",
      value: held.subject ? (
        <TextLink href={repositoryAddress(name, { digest: held.subject })}>
          <span className="text-small font-mono">{held.subject.slice(0, 19)}</span>
        </TextLink>
      ) : null,
    },
    {
      label: held.tag === null ? "Tags" : "Other tags",
      value:
        others.length > 0 ? (
          <span className="flex flex-wrap gap-x-2">
            {others.map((tag) => (
              <TextLink key={tag} href={repositoryAddress(name, { tag })}>
                <span className="text-small font-mono wrap-anywhere">{tag}</span>
              </TextLink>
            ))}
          </span>
        ) : null,
    },
  ];
}

function chartFacts(chart: NonNullable<ManifestView["chart"]>): Fact[] {
  return [
    { label: "Name", value: chart.name },
    { label: "Version", value: <span className="text-small font-mono">{chart.version}</span> },
    { label: "App version", value: chart.appVersion },
    { label: "Type", value: chart.type },
    { label: "Kubernetes", value: chart.kubeVersion },
    { label: "Maintainers", value: chart.maintainers.join(", ") },
    {
      label: "Depends on",
      value:
        chart.dependencies.length > 0
          ? chart.dependencies.map(({ name, version, repository }) => (
              <span key={`${name} ${version}`} className="block wrap-anywhere">
                {name} {version} {repository ? <span className="text-ink-muted">{repository}</span> : null}
              </span>
            ))
          : null,
    },
    {
      label: "Home",
      value:
        chart.home && /^https?:\/\//.test(chart.home) ? (
          <TextLink href={chart.home}>{chart.home}</TextLink>
        ) : null,
    },
  ];
}
