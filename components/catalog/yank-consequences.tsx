"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Ban, Check, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { InlineCode } from "#components/ui/inline-code.tsx";
import { catalogQueries } from "#lib/catalog/client.ts";
import type { ArtifactView, VersionView } from "#lib/catalog/schema.ts";
import { nextLatest } from "./next-latest.ts";

type YankConsequencesProps = { artifact: ArtifactView; version: VersionView };

/** What will step over a version that is yanked, and what will not: exactly, before it is done (NB-6, OCI-110). */
export function YankConsequences({ artifact, version }: YankConsequencesProps) {
  const ranges = artifact.kind === "chart" ? "helm, Flux and Argo CD" : "Flux and Argo CD";
  return (
    <div className="rounded-panel border-line grid border sm:grid-cols-2">
      <Side title="Steps over it, from now on" icon={Ban} tone="danger">
        <li>
          Version ranges of {ranges}, such as <InlineCode>&gt;=1.0.0</InlineCode>
        </li>
        <li>
          <Latest artifact={artifact} version={version} />
        </li>
        <li>Lists of tags, and whatever chooses out of them</li>
      </Side>
      <Side title="Still gets it" icon={Check} tone="positive">
        <li>
          Whoever names the exact tag <InlineCode>{version.version}</InlineCode> or the digest: with a warning
          that has your reason
        </li>
        <li>Its page, its files and its package</li>
        <li>What already runs: nothing is removed or rolled back</li>
      </Side>
    </div>
  );
}

type SideProps = { title: string; icon: LucideIcon; tone: "danger" | "positive"; children: ReactNode };

function Side({ title, icon, tone, children }: SideProps) {
  return (
    <section className="border-line px-3.5 py-3 last:border-t sm:last:border-t-0 sm:last:border-l">
      <h3 className="text-label mb-1.5 flex items-center gap-1.75 font-semibold">
        <Icon of={icon} size="badge" tone={tone} />
        {title}
      </h3>
      <ul className="text-small marker:text-ink-faint flex list-disc flex-col gap-1.25 pl-4.5">{children}</ul>
    </section>
  );
}

function Latest({ artifact, version }: YankConsequencesProps) {
  const list = useInfiniteQuery({
    ...catalogQueries.versions(artifact, { sort: "semver" }),
    enabled: version.latest,
  });
  if (!version.latest)
    return (
      <>
        <i>Latest</i>, which it could not become again
      </>
    );
  const versions = list.data?.pages.flatMap((page) => page.items);
  const next = versions && nextLatest(versions, version.version, !list.hasNextPage);
  return (
    <>
      <i>Latest</i>
      {next ? (
        <>
          , which becomes <InlineCode>{next}</InlineCode>
        </>
      ) : next === null ? (
        ", which nothing is then: every version is yanked"
      ) : (
        ", which becomes the highest stable version that is left"
      )}
    </>
  );
}
