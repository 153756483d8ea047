export type TrackMark = { track: string; look: "newest" | "older" };

/** `2.x` of a SemVer: versions that may replace each other. Below 1.0.0 the second number says what breaks. */
export function trackOf(semver: string | null): string | null {
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(semver ?? "") ?? [];
  if (major === undefined) return null;
  return major === "0" ? `0.${minor}.x` : `${major}.x`;
}

type Listed = {
  version: string;
  semver: string | null;
  lifecycle?: { state: "active" | "deprecated" | "yanked" };
};

/** Which rows carry their track's chip: the newest stable of each that is not yanked; filled on the newest track of all. */
export function trackMarks(versions: readonly Listed[]): Map<string, TrackMark> {
  const newest = new Map<string, Listed>();
  for (const version of versions) {
    const track = trackOf(version.semver);
    if (track === null || version.semver?.includes("-") || version.lifecycle?.state === "yanked") continue;
    const before = newest.get(track);
    if (!before || isHigher(version.semver ?? "", before.semver ?? "")) newest.set(track, version);
  }
  const top = [...newest.values()].reduce<Listed | null>(
    (best, one) => (best && isHigher(best.semver ?? "", one.semver ?? "") ? best : one),
    null,
  );
  return new Map(
    [...newest].map(([track, one]) => [one.version, { track, look: one === top ? "newest" : "older" }]),
  );
}

/** Of two stable versions; pre-releases are not asked about. */
function isHigher(one: string, other: string): boolean {
  const numbers = (semver: string) => semver.split(/[.+]/, 3).map(Number);
  const [a, b] = [numbers(one), numbers(other)];
  for (const place of [0, 1, 2]) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/** The scale's ground beside a row: filled on every second track, so that a change of track is seen. */
export function scaleOf(versions: readonly Listed[]): boolean[] {
  let isFilled = true;
  let last: string | null = null;
  return versions.map((version, place) => {
    const track = trackOf(version.semver);
    if (place > 0 && track !== last) isFilled = !isFilled;
    last = track;
    return isFilled;
  });
}
