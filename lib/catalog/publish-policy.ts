import { requireRoleIn } from "#lib/auth/policy.ts";
import { semverOf } from "#lib/ids/version-tag.ts";
import { catalogue } from "#lib/problems/catalogue.ts";
import { isProblem, Problem } from "#lib/problems/problem.ts";
import type { PublishGrant } from "./policy.ts";

/** Where a push says its release notes: in the manifest, which Helm fills from Chart.yaml's annotations. */
export const NOTES_KEY = "vnd.chartroom.release-notes";

/** What an organization asks of whatever is written beside a version. */
export type TextRules = { semverOnly: boolean; notesNeeded: boolean };
export type PublishRules = TextRules & { publishRole: string };
/** What a person writes beside the files of a version. */
export type PublishedText = { tag: string; notes: string };

const broken = (path: "version" | "notes", message: string, detail: string, hint: string) =>
  new Problem("publish_rules", { detail, hint, fields: [{ path, message }] });

/** The rules that tag and notes break; the form asks it with each letter, publishing asks it last. */
export function findBrokenTextRules(
  { semverOnly, notesNeeded }: TextRules,
  { tag, notes }: PublishedText,
): Problem[] {
  const refusals: Problem[] = [];
  if (semverOnly && semverOf(tag) === null)
    refusals.push(
      broken(
        "version",
        "This organization publishes SemVer only, such as 1.2.0.",
        `${tag} is not SemVer, and this organization publishes nothing else`,
        "Choose a version such as 1.2.0.",
      ),
    );
  if (notesNeeded && notes.trim() === "")
    refusals.push(
      broken(
        "notes",
        "This organization publishes nothing without release notes.",
        "a version needs release notes in this organization",
        `Write them when you publish; a push says them as annotation ${NOTES_KEY} (with Helm: in Chart.yaml, under annotations).`,
      ),
    );
  return refusals;
}

/** A registry token that pushes was made by an admin for that, and is not asked for a role. */
function findMissingRole({ publishRole }: PublishRules, { artifact, by }: PublishRequest): Problem[] {
  if (publishRole !== "admin" || by.registryScope !== null) return [];
  try {
    requireRoleIn(by, artifact.project, "admin", "publish a version here");
    return [];
  } catch (error) {
    if (isProblem(error)) return [error];
    throw error;
  }
}

/** Who publishes what; publishing itself asks with the grant. */
export type PublishRequest = Pick<PublishGrant, "by"> & {
  artifact: Pick<PublishGrant["artifact"], "project">;
};

/**
 * Every rule of the organization that refuses this publication: publishing throws the first of them, and the review before it
 * tells them all.
 */
export function findBrokenRules(
  rules: PublishRules,
  request: PublishRequest,
  text: PublishedText,
): Problem[] {
  return [...findMissingRole(rules, request), ...findBrokenTextRules(rules, text)];
}

/** A refusal as one sentence. */
export const inWords = ({ code, details }: Problem): string =>
  [catalogue[code].title, details.detail].filter(Boolean).join(": ");

/** The shape that a review has of it. */
type Reviewed = { refusals: string[]; rules: TextRules; suggestedVersion: string; suggestedNotes: string };

/** What stays refused of a review whatever tag and notes are written in place of those suggested. */
export function refusalsToRepair(review: Reviewed): string[] {
  const suggested = { tag: review.suggestedVersion, notes: review.suggestedNotes };
  const byText = new Set(findBrokenTextRules(review.rules, suggested).map(inWords));
  return review.refusals.filter((sentence) => !byText.has(sentence));
}

/** What a form says at the field of a tag or of notes that a rule refuses; null where none does. */
export function brokenAt(path: "version" | "notes", rules: TextRules, text: PublishedText): string | null {
  const fields = findBrokenTextRules(rules, text).flatMap(({ details }) => details.fields ?? []);
  return fields.find((field) => field.path === path)?.message ?? null;
}
