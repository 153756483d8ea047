import { inc } from "semver";
import type { SqlTx } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { versionAddress } from "#lib/ids/addresses.ts";
import { displayName } from "#lib/ids/ids.ts";
import { semverOf, toOciTag } from "#lib/ids/version-tag.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { SealedVersion } from "./sealed-version.ts";
import type { ArtifactFacts } from "./types.ts";

/** A version that stands under a tag, as far as publishing asks. */
export type TakenVersion = {
  tag: string;
  manifestDigest: string;
  contentHash: string;
  commitId: string | null;
  publishedAt: Date;
};

/** By the OCI tag: `1.0.0+a` and `1.0.0_a` are one (OCI-99). */
export async function findTaken(tx: SqlTx, artifactId: string, tag: string): Promise<TakenVersion | null> {
  const [row] = await tx.$queryRaw<TakenVersion[]>`
    SELECT "tag", "manifestDigest", "contentHash", "commitId", "publishedAt" FROM "Version"
    WHERE "artifactId" = ${artifactId} AND "ociTag" = ${toOciTag(tag)}`;
  return row ?? null;
}

/** PUB-10, OCI-98. `1.0.0+a` and `1.0.0_a` are other content: a chart says its version itself. */
export function isSameContent(
  taken: TakenVersion,
  sealed: Pick<SealedVersion, "tag" | "contentHash">,
): boolean {
  return taken.tag === sealed.tag && taken.contentHash === sealed.contentHash;
}

const MAX_TRIES = 20;

/** The next patch or pre-release that is free, for the advice in a refusal. */
async function findNextFree(tx: SqlTx, artifactId: string, tag: string): Promise<string | null> {
  let version = semverOf(tag)?.version ?? null;
  for (let tries = 0; version !== null && tries < MAX_TRIES; tries += 1) {
    const next: string | null = inc(version, version.includes("-") ? "prerelease" : "patch");
    if (next === null || !(await findTaken(tx, artifactId, next))) return next;
    version = next;
  }
  return null;
}

/** GOH-28, GOH-66, OCI-97. */
export async function versionExists(
  tx: SqlTx,
  taken: Pick<TakenVersion, "tag" | "manifestDigest">,
  artifact: ArtifactFacts,
): Promise<Problem> {
  const next = await findNextFree(tx, artifact.id, taken.tag);
  const instead = next ? `, for example ${next}` : "";
  return new Problem("version_exists", {
    detail: taken.tag,
    hint: `A published version of ${displayName(artifact)} never changes. Publish under another tag${instead}, or deprecate or yank this one.`,
    facts: {
      tag: taken.tag,
      digest: taken.manifestDigest,
      page: new URL(versionAddress(artifact, taken.tag), env().CHARTROOM_PUBLIC_URL).href,
      ...(next ? { next } : {}),
    },
  });
}
