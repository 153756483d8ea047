import type { Metadata } from "next";
import { DraftEditor } from "#components/editor/draft-editor.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { getArtifact } from "#lib/catalog/get-artifact.ts";
import { getDraft } from "#lib/catalog/get-draft.ts";
import { listCommits } from "#lib/catalog/list-commits.ts";
import { listVersionFiles } from "#lib/catalog/list-version-files.ts";
import { warmEngine } from "#lib/engine/warm-engine.ts";
import { orNotFound } from "#lib/http/page-outcome.ts";
import { displayName } from "#lib/ids/ids.ts";
import { refOrNotFound } from "../../../page-params.ts";

type Props = PageProps<"/[catalog]/[name]/editor">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Edit ${displayName(refOrNotFound(await params))}` };
}

export default async function EditorPage({ params }: Props) {
  const ref = refOrNotFound(await params);
  const viewer = await requireViewer();
  const artifact = await orNotFound(viewer, getArtifact(viewer, ref));
  warmEngine(ref.kind);
  const [draft, commits, latestFiles] = await Promise.all([
    getDraft(viewer, ref),
    listCommits(viewer, ref, { limit: 1 }),
    artifact.latest === null ? null : listVersionFiles(viewer, ref, artifact.latest),
  ]);
  return (
    <DraftEditor
      artifact={artifact}
      draft={draft}
      latestFiles={latestFiles && Object.fromEntries(latestFiles.map(({ path, digest }) => [path, digest]))}
      lastCommit={commits.items[0] ?? null}
    />
  );
}
