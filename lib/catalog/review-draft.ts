import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { renderFailureSchema } from "#lib/engine/schema.ts";
import { readCommits } from "#lib/git/read-tree.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { catalogue } from "#lib/problems/catalogue.ts";
import { Problem } from "#lib/problems/problem.ts";
import { checkFiles } from "./check-files.ts";
import { compareFiles } from "./compare-files.ts";
import { requireArtifact, versionUnknown } from "./get-version.ts";
import { tried } from "./kinds/kind-rules.ts";
import { KINDS } from "./kinds/kinds.ts";
import { readHead } from "./move-draft.ts";
import { openPackage } from "./open-package.ts";
import { requireDraftSeen } from "./policy.ts";
import { readCommitFiles, readCommitTree } from "./read-commit-files.ts";
import { readEntry } from "./read-entry.ts";
import type { FileComparison, ReviewView } from "./schema.ts";
import { withChartField } from "./set-chart-field.ts";
import { suggestVersion } from "./suggest-version.ts";
import type { ArtifactFacts, FileContent, FileEntry } from "./types.ts";
import { toVersionFiles } from "./version-row.ts";

/** Commits that release notes are made of, at most: what a person still reads through. */
const MAX_NOTES = 100;

// The engine's host is not in this server yet: said as what it is, never as "no changes".
const NOT_RENDERED = renderFailureSchema.parse({
  cause: "refused",
  limit: null,
  message: "manifests are not rendered by this server yet",
  path: null,
  line: null,
  column: null,
});

type Against = {
  tag: string;
  commitId: string | null;
  publishedAt: Date;
  packageDigest: string;
  files: FileEntry[];
};

async function findAgainst(facts: ArtifactFacts, tag: string): Promise<Against | null> {
  const row = await db().version.findUnique({
    where: { artifactId_tag: { artifactId: facts.id, tag }, orgId: facts.orgId },
    select: { tag: true, commitId: true, publishedAt: true, packageDigest: true, files: true },
  });
  if (!row) return null;
  const files = toVersionFiles(row.files).map(({ size, ...file }) => ({ ...file, sizeBytes: size }));
  return { ...row, files };
}

async function compareDraft(
  facts: ArtifactFacts,
  head: string,
  packaged: FileContent[],
  against: Against | null,
): Promise<FileComparison> {
  const isPackaged = new Set(packaged.map((file) => file.path));
  const after: FileEntry[] = (await readCommitTree(facts, head)).filter((file) => isPackaged.has(file.path));
  const before = against?.files ?? [];
  const old = against ? await openPackage(facts.kind, against.packageDigest) : new Map<string, FileContent>();
  const isOld = new Set(before);
  return compareFiles(before, after, async (file) => {
    const bytes = isOld.has(file) ? old.get(file.path)?.bytes : await readEntry(file);
    if (!bytes) throw new Error(`The package of version ${against?.tag} lacks ${file.path}.`);
    return bytes;
  });
}

/** One line a commit, oldest first: those behind the version's own commit, or after it was published where it has none. */
async function suggestNotes(facts: ArtifactFacts, against: Against | null): Promise<string> {
  const commits = await readCommits({ orgId: facts.orgId, historyId: facts.id }, null, MAX_NOTES);
  const end = commits.findIndex((commit) =>
    against?.commitId ? commit.id === against.commitId : against && commit.committedAt <= against.publishedAt,
  );
  const since = end < 0 ? commits : commits.slice(0, end);
  return since
    .reverse()
    .map((commit) => `- ${commit.message.split("\n")[0] ?? ""}\n`)
    .join("");
}

const inWords = ({ code, details }: Problem) =>
  [catalogue[code].title, details.detail].filter(Boolean).join(": ");

/** What gates and checks would say, were the draft published under this tag now. */
async function checkDraft(ref: ArtifactRef, tag: string, files: FileContent[]) {
  const released = ref.kind === "chart" ? withChartField(files, "version", tag) : null;
  return checkFiles(ref, tag, released ?? files);
}

async function readOwnVersion(ref: ArtifactRef, files: FileContent[]): Promise<string | null> {
  return ref.kind === "chart" ? (await checkFiles(ref, null, files)).version : null;
}

/**
 * Everything that publishing the draft would change, as it would be packaged, against a version or against nothing
 * (GOH-25, API-11), with a tag, release notes and whatever would be refused.
 * @param against a version tag; null: the latest
 * @throws Problem "draft_empty", "version_unknown", "artifact_unknown", "sign_in_required", "read_only_source"
 */
export async function reviewDraft(
  viewer: Viewer,
  ref: ArtifactRef,
  against: string | null,
): Promise<ReviewView> {
  const { facts, latestTag } = await requireArtifact(viewer, ref);
  requireDraftSeen(viewer, facts);
  const head = await readHead(db(), facts);
  if (head === null) throw new Problem("draft_empty", { hint: "Save some files first." });
  const asked = against ?? latestTag;
  const version = asked === null ? null : await findAgainst(facts, asked);
  if (asked !== null && !version) throw await versionUnknown(facts, asked);
  const files = await readCommitFiles(facts, head);
  const packaged = tried([], () => KINDS[ref.kind].packaged(files)) ?? files;
  const tags = await db().version.findMany({
    where: { artifactId: facts.id, orgId: facts.orgId },
    select: { tag: true },
  });
  const suggestedVersion = suggestVersion({
    own: await readOwnVersion(ref, files),
    latest: latestTag,
    taken: tags.map((one) => one.tag),
  });
  const { refusals, findings } = await checkDraft(ref, suggestedVersion, files);
  return {
    draftCommit: head,
    against: version?.tag ?? null,
    files: await compareDraft(facts, head, packaged, version),
    rendered: { state: "failed", side: "draft", failure: NOT_RENDERED },
    findings,
    suggestedVersion,
    suggestedNotes: await suggestNotes(facts, version),
    refusals: refusals.map(inWords),
  };
}
