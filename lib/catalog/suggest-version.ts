import { gt, inc } from "semver";
import { semverOf, toOciTag } from "#lib/ids/version-tag.ts";
import type { ChangeSize } from "./size-of-change.ts";

const FIRST = "0.1.0";

type Known = {
  /** What Chart.yaml says; null for other kinds. */
  own: string | null;
  /** The latest version; null before the first. */
  latest: string | null;
  /** Every tag there is. */
  taken: string[];
  /** What changed since the latest. */
  change: ChangeSize;
};

function nextFree(from: string, change: ChangeSize, isTaken: (tag: string) => boolean): string {
  let version = semverOf(from)?.version ?? FIRST;
  // Without a SemVer to count on, the first one that is free; each step frees a higher one, so this ends.
  if (!semverOf(from) && !isTaken(version)) return version;
  version = inc(version, change) ?? FIRST;
  while (isTaken(version)) version = inc(version, "patch") ?? FIRST;
  return version;
}

/**
 * A tag to begin with (GOH-26): Chart.yaml's own version where it is free and higher than what is there, else the next one
 * after the latest that is free: major, minor or patch, by what changed.
 */
export function suggestVersion({ own, latest, taken, change }: Known): string {
  const ociTags = new Set(taken.map(toOciTag));
  const isTaken = (tag: string) => ociTags.has(toOciTag(tag));
  const written = own === null ? null : semverOf(own);
  const before = latest === null ? null : semverOf(latest);
  if (own !== null && written && !isTaken(own) && (latest === null || (before && gt(written, before))))
    return own;
  return latest === null && !isTaken(FIRST)
    ? FIRST
    : nextFree(latest ?? FIRST, latest === null ? "patch" : change, isTaken);
}
