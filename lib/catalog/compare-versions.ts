import type { Viewer } from "#lib/auth/types.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { compareFiles } from "./compare-files.ts";
import type { CompareView } from "./draft-schema.ts";
import { resolveRange } from "./get-version.ts";
import { requirePackage } from "./list-version-files.ts";
import { openPackage } from "./open-package.ts";
import type { VersionFile } from "./schema.ts";
import type { FileEntry } from "./types.ts";

const toEntry = ({ size, ...file }: VersionFile): FileEntry => ({ ...file, sizeBytes: size });

/**
 * What changed in the files from one version to another (GOH-35, API-17).
 * @param from a tag, `latest` or a range, as `to`
 * @throws Problem "artifact_unknown", "version_unknown"
 */
export async function compareVersions(
  viewer: Viewer,
  ref: ArtifactRef,
  from: string,
  to: string,
): Promise<CompareView> {
  const find = async (asked: string) => requirePackage(viewer, ref, await resolveRange(viewer, ref, asked));
  // One after the other: where neither is there, the refusal names the first, each time.
  const sides = [await find(from), await find(to)];
  const packages = await Promise.all(sides.map(({ packageDigest }) => openPackage(ref.kind, packageDigest)));
  const [before = [], after = []] = sides.map(({ files }) => files.map(toEntry));
  const files = await compareFiles(before, after, async ({ path, digest }) => {
    const side = before.some((file) => file.path === path && file.digest === digest) ? 0 : 1;
    const file = packages[side]?.get(path);
    if (!file) throw new Error(`The package of ${ref.name} lacks ${path}.`);
    return file.bytes;
  });
  return { from: sides[0]?.tag ?? from, to: sides[1]?.tag ?? to, files };
}
