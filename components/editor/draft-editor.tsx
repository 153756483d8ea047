"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { lazyPart } from "#components/ui/lazy-part.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { notify } from "#components/ui/toast.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import type { CommitView, DraftView } from "#lib/catalog/draft-schema.ts";
import type { ArtifactView } from "#lib/catalog/schema.ts";
import { useScaffoldDraft } from "#lib/catalog/write-client.ts";
import { artifactAddress, historyAddress, versionAddress } from "#lib/ids/addresses.ts";
import { displayName, nameSegment } from "#lib/ids/ids.ts";
import { draftDoors, draftNow } from "./draft-doors.ts";
import { EditorScreen, type EditorScreenHandle } from "./editor-screen.tsx";

// Their code comes with the first opening: the text takes its first key without it.
const PublishDialog = lazyPart(() => import("./publish-dialog.tsx").then((file) => file.PublishDialog));
const DuplicateDialog = lazyPart(() =>
  import("#components/catalog/duplicate-dialog.tsx").then((file) => file.DuplicateDialog),
);

export type DraftEditorProps = {
  artifact: ArtifactView;
  draft: DraftView;
  /** Digests of the latest version's files, by path; null before the first version. */
  latestFiles: Readonly<Record<string, string>> | null;
  lastCommit: CommitView | null;
};

/** The editor of an artifact's draft on the portal API, with the publication that follows it. */
export function DraftEditor({ artifact, draft, latestFiles, lastCommit }: DraftEditorProps) {
  const { kind, project, name, latest } = artifact;
  const cache = useQueryClient();
  const router = usePageRouter();
  const [isPublishing, setIsPublishing] = useState(false);
  const [isDuplicating, setIsDuplicating] = useState(false);
  const [savedAs, setSavedAs] = useState<string | null>(null);
  const { mutateAsync: scaffold } = useScaffoldDraft({ kind, project, name });
  const [doors] = useState(() =>
    draftDoors(
      { kind, project, name },
      {
        scaffold,
        onSaved: () => {
          setSavedAs("now");
          void cache.invalidateQueries({ queryKey: ["artifact", kind, nameSegment({ project, name })] });
        },
      },
    ),
  );
  const [given] = useState(() => ({
    draft: draftNow(draft),
    reference:
      latest !== null && latestFiles ? { tag: latest, shas: new Map(Object.entries(latestFiles)) } : null,
  }));
  const readOnly = whyReadOnly(artifact);
  const screen = useRef<EditorScreenHandle>(null);
  return (
    <>
      <EditorScreen
        ref={screen}
        artifact={{
          kind,
          project,
          name,
          href: artifactAddress(artifact),
          keptAs: `${artifact.org}/${kind}/${displayName(artifact)}`,
        }}
        draft={given.draft}
        reference={given.reference}
        doors={doors}
        readOnly={readOnly}
        readOnlyAction={
          artifact.archived || artifact.permissions.edit ? null : (
            <TextButton onClick={() => setIsDuplicating(true)}>Duplicate into an editable one</TextButton>
          )
        }
        cannotPublish={whyNotPublish(artifact)}
        lastSave={<LastSave artifact={artifact} commit={lastCommit} isNow={savedAs !== null} />}
        onReview={() => setIsPublishing(true)}
      />
      {isPublishing ? (
        <PublishDialog
          artifact={{ kind, project, name }}
          onClose={() => setIsPublishing(false)}
          onOpenPlace={(path, line, column) => {
            setIsPublishing(false);
            screen.current?.openPath(path, line, column);
          }}
          onPublished={(version) => {
            notify({ title: `${displayName(artifact)} ${version.version} is published` });
            // Addresses are built by functions; the list of literal routes cannot know them.
            router.push(versionAddress(artifact, version.version));
          }}
        />
      ) : null}
      {isDuplicating ? (
        <DuplicateDialog
          artifact={artifact}
          version={null}
          as="duplicate"
          onClose={() => setIsDuplicating(false)}
        />
      ) : null}
    </>
  );
}

type LastSaveProps = { artifact: ArtifactView; commit: CommitView | null; isNow: boolean };

function LastSave({ artifact, commit, isNow }: LastSaveProps) {
  const history = <TextLink href={historyAddress(artifact)}>History</TextLink>;
  if (isNow) return <>Saved just now. {history}</>;
  if (!commit) return "Nothing was saved yet.";
  return (
    <>
      Saved <RelativeTime at={commit.committedAt} /> by {commit.author.name}. {history}
    </>
  );
}

function whyReadOnly({ archived, permissions }: ArtifactView): string | null {
  if (archived) return "It is archived. An admin can unarchive it; every version stays downloadable.";
  return permissions.edit ? null : "Your role reads and pulls. Members, admins and owners edit.";
}

function whyNotPublish({ archived, permissions }: ArtifactView): string | false {
  if (archived) return "It is archived: unarchive it first.";
  return permissions.publish ? false : "Members, admins and owners publish.";
}
