import { X } from "lucide-react";
import { CommandTabs } from "#components/registry/command-tabs.tsx";
import { PageLinks } from "#components/registry/page-links.tsx";
import { type RegistryParams, registryAddress } from "#components/registry/registry-address.ts";
import { RegistrySearch } from "#components/registry/registry-search.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { InlineCode } from "#components/ui/inline-code.tsx";
import { Soundings } from "#components/ui/soundings.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import { type BrowseProject, PROJECT_CONTENTS, type ProjectContents } from "#lib/catalog/project-schema.ts";
import { newArtifactAddress, projectAddress } from "#lib/ids/addresses.ts";
import type { ProjectView } from "#lib/organization/project-schema.ts";
import { ContentsTable } from "./contents-table.tsx";
import { projectCommands } from "./project-commands.ts";

type ContentsPageProps = {
  project: ProjectView;
  params: RegistryParams;
  query: BrowseProject;
  contents: ProjectContents;
  publicUrl: string;
};

const WORDS = {
  chart: "charts",
  "kustomize-base": "bases",
  "manifest-bundle": "bundles",
  repository: "repositories",
} as const;

const ONE = {
  chart: "chart",
  "kustomize-base": "base",
  "manifest-bundle": "bundle",
  repository: "repository",
} as const;

/** GL-12: what is in a project, and how more comes in. */
export function ContentsPage(props: ContentsPageProps) {
  const { project, params, query, contents, publicUrl } = props;
  const { name, counts } = project;
  const path = projectAddress(name);
  return (
    <>
      <Soundings
        joined
        items={[
          ...PROJECT_CONTENTS.map((content) => ({
            figure: counts[content],
            label: counts[content] === 1 ? ONE[content] : WORDS[content],
            href: registryAddress(path, params, { content }),
          })),
          { figure: counts.version, label: counts.version === 1 ? "version" : "versions" },
          {
            figure: counts.member,
            label: counts.member === 1 ? "member" : "members",
            href: projectAddress(name, "members"),
          },
        ]}
      />
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-2">
          <RegistrySearch
            key={query.content ?? "all"}
            path={path}
            params={params}
            label={`Search in ${name}`}
            placeholder="Words of a name or a description"
          />
          {query.content ? (
            <ButtonLink icon={X} href={registryAddress(path, params, { content: null })}>
              {`Only ${WORDS[query.content]}`}
            </ButtonLink>
          ) : null}
        </div>
        {contents.items.length > 0 ? (
          <>
            <ContentsTable project={name} contents={contents.items} />
            <PageLinks
              path={path}
              params={params}
              page={query.page}
              limit={query.limit}
              shown={contents.items.length}
              total={contents.total}
              what={{ one: "entry", many: "entries" }}
            />
          </>
        ) : (
          <Nothing {...props} />
        )}
      </div>
      {project.archived ? null : (
        <section aria-label="From a client" className="flex max-w-prose flex-col gap-2.5">
          <TitledRule title="From a client" />
          <CommandTabs commands={projectCommands(publicUrl, name)} />
          <p className="text-ink-muted text-small">
            A <TextLink href="/settings/registry/tokens">registry token</TextLink> with the pattern{" "}
            <InlineCode>{`charts/${name}/*`}</InlineCode> reaches its charts and nothing else.
          </p>
        </section>
      )}
    </>
  );
}

function Nothing({ project, params, contents }: ContentsPageProps) {
  const path = projectAddress(project.name);
  if (contents.total > 0)
    return (
      <EmptyState
        reason="lost"
        title="There is no such page"
        actions={<ButtonLink href={registryAddress(path, params)}>First page</ButtonLink>}
      />
    );
  if (params.q || params.content)
    return (
      <EmptyState
        reason="lost"
        title={
          params.q ? `Nothing in ${project.name} matches “${params.q}”` : "Nothing of that kind is in it"
        }
        actions={
          <ButtonLink href={registryAddress(path, params, { q: null, content: null })}>
            Show everything
          </ButtonLink>
        }
      />
    );
  return (
    <EmptyState
      title={`Nothing is in ${project.name} yet`}
      actions={
        project.permissions.create ? (
          <ButtonLink href={newArtifactAddress("chart", project.name)}>New chart</ButtonLink>
        ) : null
      }
    >
      {`Artifacts whose names begin with ${project.name}/ stand here, and plain repositories beside them.`}
    </EmptyState>
  );
}
