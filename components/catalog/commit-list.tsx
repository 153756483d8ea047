"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Avatar } from "#components/ui/avatar.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { asFirstPage, catalogQueries } from "#lib/catalog/client.ts";
import type { CommitView } from "#lib/catalog/draft-schema.ts";
import type { ArtifactView, Page } from "#lib/catalog/schema.ts";
import { commitAddress, editorAddress, versionAddress } from "#lib/ids/addresses.ts";
import { MoreRows } from "./more-rows.tsx";
import { VersionChip } from "./version-chip.tsx";

/** The commits of a draft, newest first; each one is a git commit under its own id (GOH-9). */
export function CommitList({ artifact, initial }: { artifact: ArtifactView; initial: Page<CommitView> }) {
  const list = useInfiniteQuery({ ...catalogQueries.commits(artifact), initialData: asFirstPage(initial) });
  const commits = list.data.pages.flatMap((page) => page.items);
  if (commits.length === 0)
    return (
      <EmptyState
        title="No commit yet"
        actions={
          artifact.permissions.edit ? (
            <ButtonLink tone="primary" href={editorAddress(artifact)}>
              Open the editor
            </ButtonLink>
          ) : null
        }
      >
        Each save in the editor is a commit. Versions that were pushed have none.
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-3">
      <Table caption="Commits" bleed stickyHead>
        <TableHead>
          <HeadCell width="half">Message</HeadCell>
          <HeadCell hide="phone">Author</HeadCell>
          <HeadCell>When</HeadCell>
          <HeadCell hide="phone">Published as</HeadCell>
          <HeadCell>Commit</HeadCell>
        </TableHead>
        <tbody>
          {commits.map((commit) => (
            <TableRow key={commit.id}>
              <Cell head>
                <span className="wrap-anywhere">
                  <TextLink href={commitAddress(artifact, commit.id)} tone="quiet">
                    {commit.message.split("\n", 1)[0]}
                  </TextLink>
                </span>
              </Cell>
              <Cell hide="phone" nowrap>
                <span className="inline-flex items-center gap-1.5">
                  <Avatar name={commit.author.name} />
                  {commit.author.name}
                </span>
              </Cell>
              <Cell tone="muted" nowrap>
                <RelativeTime at={commit.committedAt} />
              </Cell>
              <Cell hide="phone">
                <span className="flex flex-wrap gap-1">
                  {commit.versions.map((tag) => (
                    <VersionChip key={tag} tag={tag} href={versionAddress(artifact, tag)} />
                  ))}
                </span>
              </Cell>
              <Cell mono tone="muted">
                {commit.id.slice(0, 7)}
              </Cell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <MoreRows list={list} shown={commits.length} total={initial.total} what="commits" one="commit" />
    </div>
  );
}
