import type { VersionView } from "#lib/catalog/schema.ts";

type Listed = Pick<VersionView, "version" | "semver" | "publishedAt" | "lifecycle">;

/**
 * Which version is *latest* once this one is yanked: the highest stable one that is not, else the newest that is not.
 * @param versions highest SemVer first, as the server sorts them
 * @param isAll whether there are no more of them
 * @returns null: none; undefined: not known from what is loaded
 */
export function nextLatest(
  versions: readonly Listed[],
  yanked: string,
  isAll: boolean,
): string | null | undefined {
  const left = versions.filter((one) => one.version !== yanked && one.lifecycle.state !== "yanked");
  const stable = left.find(({ semver }) => semver !== null && !semver.includes("-"));
  if (stable) return stable.version;
  if (!isAll) return undefined;
  const newest = left.reduce<Listed | null>(
    (last, one) => (last && last.publishedAt >= one.publishedAt ? last : one),
    null,
  );
  return newest?.version ?? null;
}
