import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import type { VersionTag } from "#lib/ids/version-tag.ts";
import { checkFiles } from "./check-files.ts";
import { findFacts } from "./find-artifact.ts";
import { findTaken } from "./find-taken.ts";
import { getVersion } from "./get-version.ts";
import { KINDS } from "./kinds/kinds.ts";
import { grantPublish } from "./policy.ts";
import type { Published } from "./publish-from-draft.ts";
import { publishVersion } from "./publish-version.ts";
import { readArchive } from "./read-archive.ts";
import { NOTHING_FOUND, requirePublishable } from "./require-publishable.ts";
import type { PublishVersionInput } from "./schema.ts";
import { sealFromPackage } from "./seal-version.ts";

export type PackageInput = {
  tag: VersionTag;
  /** A .tar.gz: it is what clients will download, byte for byte. */
  bytes: Buffer;
  notes?: string | undefined;
  acknowledge: PublishVersionInput["acknowledge"];
};

/**
 * Publishes a package as it came (GOH-52), by the same gates.
 * @throws Problem "version_exists", "publish_blocked", the refusals of the gates and of the grant
 */
export async function publishPackage(
  viewer: Viewer,
  ref: ArtifactRef,
  input: PackageInput,
): Promise<Published> {
  const grant = grantPublish(viewer, await findFacts(viewer, ref));
  const { artifact, by } = grant;
  const files = await readArchive(input.bytes, KINDS[ref.kind].archive);
  const checked = await checkFiles(ref, input.tag, files, {
    nonSemverAccepted: input.acknowledge.includes("non-semver"),
  });
  const taken = await findTaken(db(), artifact.id, input.tag);
  const found = taken
    ? NOTHING_FOUND
    : await requirePublishable({ kind: ref.kind, files, checked, acknowledge: input.acknowledge });
  const { description } = await db().artifact.findUniqueOrThrow({
    where: { id: artifact.id, orgId: artifact.orgId },
    select: { description: true },
  });
  const sealed = await sealFromPackage(
    {
      ref,
      tag: input.tag,
      files,
      metadata: checked.metadata,
      description,
      author: by.actor.name,
      notes: input.notes ?? "",
      found,
    },
    input.bytes,
  );
  const { kind, tag } = await publishVersion(grant, sealed);
  return { kind, version: await getVersion(viewer, ref, tag) };
}
