import { sayBytes } from "#components/catalog/say-bytes.ts";
import { CodeView } from "#components/diff/code-view.tsx";
import { Page } from "#components/layout/page.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { Crumbs } from "#components/ui/crumbs.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Tile } from "#components/ui/tile.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import { repositoryAddress, versionAddress } from "#lib/ids/addresses.ts";
import type { ManifestView, RepositoryView } from "#lib/oci/schema.ts";
import { AttachedList } from "./attached-list.tsx";
import { briefOf, placeOf } from "./brief-of.ts";
import { CommandTabs } from "./command-tabs.tsx";
import { contentLooks } from "./content-looks.ts";
import { HeldActions } from "./held-actions.tsx";
import { ManifestFacts } from "./manifest-facts.tsx";
import { PartsTable } from "./parts-table.tsx";
import { pullCommands } from "./push-commands.ts";

type ManifestPageProps = { repository: RepositoryView; held: ManifestView; publicUrl: string };

/** One tag or manifest, with everything that is known of it. */
export function ManifestPage({ repository, held, publicUrl }: ManifestPageProps) {
  const { icon, tone, one } = contentLooks[held.content];
  const title = held.tag === null ? held.digest.slice(7, 19) : (held.version ?? held.tag);
  return (
    <Page>
      <PageHeader
        look="name"
        title={<span className="text-ink font-heavy font-mono">{title}</span>}
        above={
          <Crumbs
            items={[
              { label: "Registry", href: "/registry" },
              { label: repository.name, href: repositoryAddress(repository.name) },
              { label: title },
            ]}
          />
        }
        tile={<Tile icon={icon} tone={tone} size="large" label={one} />}
        beside={held.tag !== null && held.version !== held.tag ? <Chip>{held.tag}</Chip> : null}
        description={held.chart?.description || `${one}, ${sayBytes(held.size)}`}
        actions={<HeldActions repository={placeOf(repository)} entry={briefOf(held)} look="page" />}
      />
      <Notices repository={repository} held={held} />
      <div className="lg:grid-cols-artifact grid gap-x-10 gap-y-8">
        <div className="flex min-w-0 flex-col gap-8">
          <PartsTable repository={repository.name} held={held} />
          {held.attached.length > 0 ? (
            <section className="flex flex-col gap-2.5">
              <TitledRule title="Attached" count={held.attachedCount} />
              <AttachedList
                repository={repository.name}
                items={held.attached}
                count={held.attachedCount}
                moreHref={null}
              />
            </section>
          ) : null}
          <section className="flex min-w-0 flex-col gap-2.5">
            <TitledRule title="Manifest" count={held.mediaType} />
            {held.manifest === null ? (
              <p className="text-ink-muted">
                It is too large for a page. Clients pull it as ever: see the commands beside it.
              </p>
            ) : (
              <CodeView text={indented(held.manifest)} language="json" label="manifest" />
            )}
          </section>
        </div>
        <aside aria-label="About this manifest" className="flex min-w-0 flex-col gap-7">
          <section className="flex flex-col gap-2.5">
            <TitledRule title="Pull" />
            <CommandTabs
              commands={pullCommands(publicUrl, {
                content: held.content,
                repository: repository.reference,
                tag: held.tag,
                digest: held.digest,
                chartVersion: held.chart && !held.differs && held.tag !== null ? held.chart.version : null,
              })}
            />
          </section>
          <ManifestFacts repository={repository} held={held} />
        </aside>
      </div>
    </Page>
  );
}

/** What one should know before anything else: what could not be read, that two versions are told, that it is a version. */
function Notices({ repository: { artifact }, held }: Pick<ManifestPageProps, "repository" | "held">) {
  return (
    <>
      {held.problem ? (
        <Banner tone="caution" title="Not all of it could be read.">
          {held.problem}
        </Banner>
      ) : null}
      {held.differs && held.chart ? (
        <Banner tone="caution" title={`The tag is ${held.tag}, the chart says ${held.chart.version}.`}>
          Both are kept. Published into the catalog, its version is {held.chart.version}.
        </Banner>
      ) : null}
      {artifact && held.published !== null ? (
        <Banner
          tone={held.lifecycle === "active" ? "info" : "caution"}
          title={`This is version ${held.published} of the catalog.`}
          action={<TextLink href={versionAddress(artifact, held.published)}>Open the version</TextLink>}
        >
          {held.lifecycle === "active"
            ? "It never changes."
            : `It is ${held.lifecycle}, and answers by its exact tag.`}
        </Banner>
      ) : null}
    </>
  );
}

/** For reading; what is stored, and what its digest is of, may be in one line. */
function indented(manifest: string): string {
  try {
    return JSON.stringify(JSON.parse(manifest), null, 2);
  } catch {
    return manifest; // It is shown as it is: the banner above says what is wrong with it.
  }
}
