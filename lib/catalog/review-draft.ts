import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { readCommits } from "#lib/git/read-tree.ts";
import type { ArtifactKind, ArtifactRef } from "#lib/ids/ids.ts";
import { isProblem, Problem } from "#lib/problems/problem.ts";
import { checkBuild } from "./check-build.ts";
import { checkFiles } from "./check-files.ts";
import { compareFiles } from "./compare-files.ts";
import { compareRendered } from "./compare-rendered.ts";
import type { FileComparison, ReviewView } from "./draft-schema.ts";
import { requireArtifact, versionUnknown } from "./get-version.ts";
import { tried } from "./kinds/kind-rules.ts";
import { KINDS } from "./kinds/kinds.ts";
import { readHead } from "./move-draft.ts";
import { openPackage } from "./open-package.ts";
import { grantPublish, requireDraftSeen } from "./policy.ts";
import { findBrokenRules, inWords, type PublishedText, type PublishRules } from "./publish-policy.ts";
import { readCommitFiles, readCommitTree } from "./read-commit-files.ts";
import { readEntry } from "./read-entry.ts";
import { readPublishRules } from "./require-publish-rules.ts";
import { changeBetween, NOTHING_RENDERED, renderFrozen } from "./review-rendered.ts";
import { withChartField } from "./set-chart-field.ts";
import { suggestVersion } from "./suggest-version.ts";
import type { ArtifactFacts, FileContent, FileEntry } from "./types.ts";
import { toVersionFiles } from "./version-row.ts";

/** Commits that release notes are made of, at most: what a person still reads through. */
const MAX_NOTES = 100;

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

/** The other side as it was published; nothing where there is none yet. */
async function readAgainst(kind: ArtifactKind, against: Against | null) {
  if (!against) return { files: [], rendered: NOTHING_RENDERED };
  const files = [...(await openPackage(kind, against.packageDigest)).values()];
  return { files, rendered: await renderFrozen(kind, files) };
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

/** What would be refused whatever the files hold: this viewer's right to publish, and the organization's rules. */
function refusalsOfRules(viewer: Viewer, artifact: ArtifactFacts, rules: PublishRules, text: PublishedText) {
  const broken = findBrokenRules(rules, { artifact, by: viewer }, text);
  try {
    grantPublish(viewer, artifact);
    return broken;
  } catch (error) {
    if (isProblem(error)) return [error, ...broken];
    throw error;
  }
}

/** What gates and checks would say, were these files published under this tag now. */
async function checkDraft(ref: ArtifactRef, tag: string, files: FileContent[], packaged: FileContent[]) {
  const { refusals, findings } = await checkFiles(ref, tag, files);
  if (refusals.length > 0) return { refusals, findings };
  const built = await checkBuild(ref.kind, packaged);
  return {
    refusals: built.refusal ? [built.refusal] : [],
    findings: [...findings, ...built.findings],
  };
}

async function readOwnVersion(ref: ArtifactRef, files: FileContent[]): Promise<string | null> {
  return ref.kind === "chart" ? (await checkFiles(ref, null, files)).version : null;
}

/**
 * Everything that publishing the draft would change, as it would be packaged, against a version or against nothing
 * (GOH-25, API-11): files and rendered manifests, with a tag, release notes, what was found and whatever would be refused,
 * by a gate, by the organization's rules (ROLE-9) or because of who asks.
 * @param against a version tag; null: the latest, or the newest where all are yanked
 * @throws Problem "draft_empty", "version_unknown", "artifact_unknown", "sign_in_required", "read_only_source", "engine_busy"
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
  const tags = await db().version.findMany({
    where: { artifactId: facts.id, orgId: facts.orgId },
    orderBy: { position: "desc" },
    select: { tag: true },
  });
  // Where every version is yanked, the next one still comes after the newest.
  const newest = latestTag ?? tags[0]?.tag ?? null;
  const asked = against ?? newest;
  const version = asked === null ? null : await findAgainst(facts, asked);
  if (asked !== null && !version) throw await versionUnknown(facts, asked);
  const files = await readCommitFiles(facts, head);
  const packagedOf = (all: FileContent[]) => tried([], () => KINDS[ref.kind].packaged(all)) ?? all;
  const packaged = packagedOf(files);
  const before = await readAgainst(ref.kind, version);
  const written = await renderFrozen(ref.kind, packaged);
  const suggestedVersion = suggestVersion({
    own: await readOwnVersion(ref, files),
    latest: newest,
    taken: tags.map((one) => one.tag),
    // What changed since another version than the latest says nothing about the one after the latest.
    change: version?.tag === newest ? changeBetween(before, { files: packaged, rendered: written }) : "patch",
  });
  const released = ref.kind === "chart" ? withChartField(files, "version", suggestedVersion) : null;
  const publishable = released ? packagedOf(released) : packaged;
  const { refusals, findings } = await checkDraft(ref, suggestedVersion, released ?? files, publishable);
  const after = released ? await renderFrozen(ref.kind, publishable) : written;
  const suggestedNotes = await suggestNotes(facts, version);
  const rules = await readPublishRules(db(), facts.orgId);
  const text = { tag: suggestedVersion, notes: suggestedNotes };
  return {
    draftCommit: head,
    against: version?.tag ?? null,
    files: await compareDraft(facts, head, packaged, version),
    rendered: await compareRendered(before.rendered, after),
    findings,
    suggestedVersion,
    suggestedNotes,
    refusals: [...refusals, ...refusalsOfRules(viewer, facts, rules, text)].map(inWords),
    rules: { semverOnly: rules.semverOnly, notesNeeded: rules.notesNeeded },
  };
}
