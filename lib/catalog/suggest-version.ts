import { gt, inc } from "semver";
import { semverOf, toOciTag } from "#lib/ids/version-tag.ts";

const FIRST = "0.1.0";

type Known = {
  /** What Chart.yaml says; null for other kinds. */
  own: string | null;
  /** The latest version; null before the first. */
  latest: string | null;
  /** Every tag there is. */
  taken: string[];
};

function nextPatch(from: string, isTaken: (tag: string) => boolean): string {
  let version = semverOf(from)?.version ?? FIRST;
  // Without a SemVer to count on, the first one that is free; each step frees a higher one, so this ends.
  if (!semverOf(from) && !isTaken(version)) return version;
  do version = inc(version, "patch") ?? FIRST;
  while (isTaken(version));
  return version;
}

/**
 * A tag to begin with (GOH-26): Chart.yaml's own version where it is free and higher than what is there, else the next patch
 * of the latest that is free.
 */
export function suggestVersion({ own, latest, taken }: Known): string {
  const ociTags = new Set(taken.map(toOciTag));
  const isTaken = (tag: string) => ociTags.has(toOciTag(tag));
  const written = own === null ? null : semverOf(own);
  const before = latest === null ? null : semverOf(latest);
  if (own !== null && written && !isTaken(own) && (latest === null || (before && gt(written, before))))
    return own;
  return latest === null && !isTaken(FIRST) ? FIRST : nextPatch(latest ?? FIRST, isTaken);
}
