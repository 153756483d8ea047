import { ArtifactName } from "#components/catalog/artifact-name.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { PlainLink } from "#components/ui/plain-link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { projectAddress } from "#lib/ids/addresses.ts";
import type { ProjectView } from "#lib/organization/project-schema.ts";
import { ProjectTile } from "./project-mark.tsx";
import { projectRoleWords, sayCount } from "./project-words.ts";

const number = new Intl.NumberFormat("en-GB");
/** Nothing is said faintly, so that figures stand out. */
const figure = (count: number) => (count === 0 ? "–" : number.format(count));

/** The rows of `/projects`; cards on phones. */
export function ProjectTable({ projects }: { projects: readonly ProjectView[] }) {
  return (
    <>
      <ul className="sm:hidden">
        {projects.map((project) => (
          <ProjectCard key={project.name} project={project} />
        ))}
      </ul>
      <div className="max-sm:hidden">
        <Table caption="Projects" bleed stickyHead>
          <TableHead>
            <HeadCell width="half">Project</HeadCell>
            <HeadCell align="right">Charts</HeadCell>
            <HeadCell align="right">Bases</HeadCell>
            <HeadCell align="right">Bundles</HeadCell>
            <HeadCell align="right">Repositories</HeadCell>
            <HeadCell align="right" hide="narrow">
              Members
            </HeadCell>
            <HeadCell hide="narrow">Your role</HeadCell>
            <HeadCell>Last publication</HeadCell>
          </TableHead>
          <tbody>
            {projects.map((project) => (
              <ProjectRow key={project.name} project={project} />
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}

/** What has a column of its own, in the order of the columns. */
const COUNTED = ["chart", "kustomize-base", "manifest-bundle", "repository"] as const;

function ProjectRow({ project }: { project: ProjectView }) {
  const { counts, role, lastPublishedAt } = project;
  return (
    <TableRow>
      <Cell head>
        <span className="flex items-center gap-2.75">
          <ProjectTile />
          <span className="min-w-0">
            <ProjectLink project={project} />
            <span className="text-label text-ink-muted line-clamp-1 max-w-prose wrap-anywhere">
              {project.description || "No description"}
            </span>
          </span>
        </span>
      </Cell>
      {COUNTED.map((what) => (
        <Cell key={what} align="right" tone={counts[what] === 0 ? "faint" : "ink"}>
          {figure(counts[what])}
        </Cell>
      ))}
      <Cell align="right" hide="narrow" tone={counts.member === 0 ? "faint" : "ink"}>
        {figure(counts.member)}
      </Cell>
      <Cell hide="narrow" nowrap tone={role ? "muted" : "faint"}>
        {role ? projectRoleWords[role].label : "–"}
      </Cell>
      <Cell nowrap tone="muted">
        {lastPublishedAt ? <RelativeTime at={lastPublishedAt} /> : "never"}
      </Cell>
    </TableRow>
  );
}

function ProjectLink({ project: { name, title, archived } }: { project: ProjectView }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <PlainLink
        href={projectAddress(name)}
        prefetch={false}
        className="text-path wrap-anywhere no-underline hover:underline max-sm:py-1"
      >
        <ArtifactName project={null} name={name} />
      </PlainLink>
      {title && title !== name ? <span className="text-ink-muted">{title}</span> : null}
      {archived ? <Badge>archived</Badge> : null}
    </span>
  );
}

function ProjectCard({ project }: { project: ProjectView }) {
  const { counts, lastPublishedAt } = project;
  const artifacts = counts.chart + counts["kustomize-base"] + counts["manifest-bundle"];
  return (
    <li className="border-line flex gap-3 border-b py-3">
      <ProjectTile />
      <div className="min-w-0 flex-1">
        <ProjectLink project={project} />
        <p className="text-label text-ink-muted truncate">{project.description || "No description"}</p>
        <p className="text-small text-ink-muted flex flex-wrap items-center gap-x-3">
          <span>{sayCount(artifacts, "artifact")}</span>
          <span>{sayCount(counts.repository, "repository", "repositories")}</span>
          {lastPublishedAt ? <RelativeTime at={lastPublishedAt} /> : <span>never published</span>}
        </p>
      </div>
    </li>
  );
}
