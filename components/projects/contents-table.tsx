import { Boxes } from "lucide-react";
import { ArtifactName } from "#components/catalog/artifact-name.tsx";
import { VisibilityWord } from "#components/catalog/artifact-table.tsx";
import { KindTile, kindLooks } from "#components/catalog/kind-tile.tsx";
import { LifecycleWord } from "#components/catalog/lifecycle-word.tsx";
import { VersionChip } from "#components/catalog/version-chip.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { PlainLink } from "#components/ui/plain-link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { Tile } from "#components/ui/tile.tsx";
import type { ProjectContent } from "#lib/catalog/project-schema.ts";
import { artifactAddress, repositoryAddress, versionAddress } from "#lib/ids/addresses.ts";
import { sayCount } from "./project-words.ts";

type RowProps = { project: string; content: ProjectContent };

/** GL-12: artifacts of all kinds and plain repositories, in one table; cards on phones. */
export function ContentsTable({
  project,
  contents,
}: {
  project: string;
  contents: readonly ProjectContent[];
}) {
  return (
    <>
      <ul className="sm:hidden">
        {contents.map((content) => (
          <ContentCard key={`${content.kind} ${content.name}`} project={project} content={content} />
        ))}
      </ul>
      <div className="max-sm:hidden">
        <Table caption={`What is in ${project}`} bleed stickyHead>
          <TableHead>
            <HeadCell width="half">Name</HeadCell>
            <HeadCell>Kind</HeadCell>
            <HeadCell>Latest</HeadCell>
            <HeadCell align="right">Versions or tags</HeadCell>
            <HeadCell hide="narrow">Visibility</HeadCell>
            <HeadCell>Last change</HeadCell>
          </TableHead>
          <tbody>
            {contents.map((content) => (
              <ContentRow key={`${content.kind} ${content.name}`} project={project} content={content} />
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}

function ContentRow({ project, content }: RowProps) {
  const { kind, description, count, visibility, changedAt } = content;
  return (
    <TableRow>
      <Cell head>
        <span className="flex items-center gap-2.75">
          <ContentTile content={content} />
          <span className="min-w-0">
            <ContentLink project={project} content={content} />
            <span className="text-label text-ink-muted line-clamp-1 max-w-prose wrap-anywhere">
              {description || (kind === null ? "Pushed beside the catalog" : "No description")}
            </span>
          </span>
        </span>
      </Cell>
      <Cell nowrap tone="muted">
        {kindWord(content)}
      </Cell>
      <Cell nowrap>
        <Latest project={project} content={content} />
      </Cell>
      <Cell align="right">{count}</Cell>
      <Cell hide="narrow" nowrap tone="muted">
        <VisibilityWord visibility={visibility} />
      </Cell>
      <Cell nowrap tone="muted">
        {changedAt ? <RelativeTime at={changedAt} /> : "never"}
      </Cell>
    </TableRow>
  );
}

function ContentCard({ project, content }: RowProps) {
  const { kind, count, changedAt } = content;
  return (
    <li className="border-line flex gap-3 border-b py-3">
      <ContentTile content={content} />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <span className="min-w-0 flex-1">
            <ContentLink project={project} content={content} />
          </span>
          <Latest project={project} content={content} />
        </div>
        <p className="text-small text-ink-muted flex flex-wrap items-center gap-x-3">
          <span>{kindWord(content)}</span>
          <span>{sayCount(count, kind === null ? "tag" : "version")}</span>
          {changedAt ? <RelativeTime at={changedAt} /> : null}
        </p>
      </div>
    </li>
  );
}

const kindWord = ({ kind }: ProjectContent) => (kind === null ? "Plain repository" : kindLooks[kind].label);

function ContentTile({ content: { kind } }: { content: ProjectContent }) {
  return kind === null ? <Tile icon={Boxes} tone="neutral" /> : <KindTile kind={kind} named={false} />;
}

const hrefOf = (project: string, { kind, name }: ProjectContent) =>
  kind === null ? repositoryAddress(`${project}/${name}`) : artifactAddress({ kind, project, name });

/** With its project, as everywhere (GL-2). */
function ContentLink({ project, content }: RowProps) {
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <PlainLink
        href={hrefOf(project, content)}
        prefetch={false}
        className="text-path wrap-anywhere no-underline hover:underline max-sm:py-1"
      >
        <ArtifactName project={project} name={content.name} />
      </PlainLink>
      {content.archived ? <Badge>archived</Badge> : null}
    </span>
  );
}

function Latest({ project, content }: RowProps) {
  const { kind, name, latest, lifecycle } = content;
  if (latest === null) return <span className="text-ink-faint">none</span>;
  if (kind === null)
    return <VersionChip tag={latest} href={repositoryAddress(`${project}/${name}`, { tag: latest })} />;
  return (
    <span className="inline-flex items-center gap-2">
      <VersionChip
        tag={latest}
        latest
        lifecycle={lifecycle}
        href={versionAddress({ kind, project, name }, latest)}
      />
      <LifecycleWord lifecycle={lifecycle} />
    </span>
  );
}
