import { semverOf, versionTagSchema } from "#lib/ids/version-tag.ts";

/** A tag to choose, with the step it is and what that step says to whoever upgrades (GOH-76). */
export type TagSuggestion = { readonly tag: string; readonly step: string; readonly means: string };

/** The next patch, minor and major after a version; the first versions where there is none. */
export function suggestTags(latest: string | null): TagSuggestion[] {
  if (latest === null) {
    return [
      { tag: "0.1.0", step: "First", means: "still changing" },
      { tag: "1.0.0", step: "First stable", means: "others may rely on it" },
    ];
  }
  const version = semverOf(latest);
  if (!version) return [];
  const { major, minor, patch, prerelease } = version;
  const v = latest.startsWith("v") ? "v" : "";
  const core = `${v}${major}.${minor}.${patch}`;
  if (prerelease.length > 0) return [{ tag: core, step: "Release", means: "the end of its pre-releases" }];
  return [
    { tag: `${v}${major}.${minor}.${patch + 1}`, step: "Patch", means: "fixes, nothing new" },
    { tag: `${v}${major}.${minor + 1}.0`, step: "Minor", means: "something added" },
    { tag: `${v}${major + 1}.0.0`, step: "Major", means: "something removed or renamed" },
  ];
}

export type TagShape =
  | { readonly kind: "empty" }
  | { readonly kind: "refused"; readonly why: string }
  /** Legal, and no SemVer: Helm cannot select such a version of a chart. */
  | { readonly kind: "not-semver" }
  | { readonly kind: "fine"; readonly advice: string | null };

/** What can be said of a tag without asking the server (PUB-2, PUB-6). */
export function shapeOfTag(tag: string): TagShape {
  if (tag === "") return { kind: "empty" };
  const parsed = versionTagSchema.safeParse(tag);
  if (!parsed.success)
    return { kind: "refused", why: parsed.error.issues[0]?.message ?? "This is no version tag." };
  if (!semverOf(tag)) return { kind: "not-semver" };
  const advice = /^v\d/.test(tag)
    ? `${tag} is accepted. Most charts leave out the v: ${tag.slice(1)}.`
    : null;
  return { kind: "fine", advice };
}

/** A tag after one that is taken: the same step once more. */
export function tagAfter(taken: string): string | null {
  return suggestTags(taken)[0]?.tag ?? null;
}
