import { Avatar } from "#components/ui/avatar.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { CommitView } from "#lib/catalog/draft-schema.ts";
import type { ArtifactView } from "#lib/catalog/schema.ts";
import { commitAddress, versionAddress } from "#lib/ids/addresses.ts";
import { VersionChip } from "./version-chip.tsx";

/** Who changed what and why: above the changes of one commit. */
export function CommitHead({ artifact, commit }: { artifact: ArtifactView; commit: CommitView }) {
  const [subject = "", ...rest] = commit.message.trim().split("\n");
  const body = rest.join("\n").trim();
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-section font-bold wrap-anywhere">{subject}</h2>
      {body ? <p className="text-ink-muted max-w-prose wrap-anywhere whitespace-pre-wrap">{body}</p> : null}
      <p className="text-ink-muted flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="inline-flex items-center gap-1.5">
          <Avatar name={commit.author.name} /> {commit.author.name}
        </span>
        <RelativeTime at={commit.committedAt} />
        <CopyText text={commit.id} what="Commit" shown={commit.id.slice(0, 12)} />
        {commit.parent ? (
          <span>
            after{" "}
            <TextLink href={commitAddress(artifact, commit.parent)}>
              <span className="text-small font-mono">{commit.parent.slice(0, 7)}</span>
            </TextLink>
          </span>
        ) : (
          <span>the first commit</span>
        )}
        {commit.versions.map((tag) => (
          <VersionChip key={tag} tag={tag} href={versionAddress(artifact, tag)} />
        ))}
      </p>
    </section>
  );
}
