import { z } from "zod";
import { type ArtifactKind, type ArtifactRef, kindOfApiRoot, parseNameSegment } from "#lib/ids/ids.ts";
import { type VersionTag, versionTagSchema } from "#lib/ids/version-tag.ts";
import { Problem } from "#lib/problems/problem.ts";

// What cannot be a name is answered as what is not there: an address is looked up, not judged.

function kindOf(root: string): ArtifactKind {
  const kind = kindOfApiRoot(root);
  if (!kind) throw new Problem("address_unknown");
  return kind;
}

function refOf({ catalog, name }: { catalog: string; name: string }): ArtifactRef {
  const ref = parseNameSegment(kindOf(catalog), name);
  if (!ref) throw new Problem("artifact_unknown");
  return ref;
}

function tagOf(text: string): VersionTag {
  const tag = versionTagSchema.safeParse(text);
  if (!tag.success) throw new Problem("version_unknown");
  return tag.data;
}

/** A text that is looked up as it is: none of ours is that long, and none has a NUL. */
function lookedUp(text: string, unknown: "version_unknown" | "commit_unknown" | "render_unknown"): string {
  if (text.length > 256 || text.includes("\0")) throw new Problem(unknown);
  return text;
}

function pathOf(parts: string[]): string {
  const path = parts.join("/");
  if (path.includes("\0")) throw new Problem("file_unknown");
  return path;
}

/** `1.0.0...1.1.0`. A tag may have dots at its end, so that the first place where both sides are tags counts. */
function tagsOf(range: string): { from: VersionTag; to: VersionTag } {
  for (let at = range.indexOf("..."); at > 0; at = range.indexOf("...", at + 1)) {
    const from = versionTagSchema.safeParse(range.slice(0, at));
    const to = versionTagSchema.safeParse(range.slice(at + 3));
    if (from.success && to.success) return { from: from.data, to: to.data };
  }
  throw new Problem("version_unknown", { detail: "Two version tags are compared: 1.0.0...1.1.0." });
}

/** Of a member, a mapping, an invitation: looked up as it is, and none of ours is that long. */
export const idParams = z.object({ id: z.string().max(100) });

export const kindParams = z.object({ catalog: z.string() }).transform(({ catalog }) => kindOf(catalog));

const artifactSegments = z.object({ catalog: z.string(), name: z.string() });
export const artifactParams = artifactSegments.transform(refOf);

export const draftFileParams = artifactSegments
  .extend({ path: z.array(z.string()) })
  .transform((raw) => ({ ref: refOf(raw), path: pathOf(raw.path) }));

export const commitParams = artifactSegments
  .extend({ id: z.string() })
  .transform((raw) => ({ ref: refOf(raw), id: lookedUp(raw.id, "commit_unknown") }));

export const renderJobParams = artifactSegments
  .extend({ id: z.string() })
  .transform((raw) => ({ ref: refOf(raw), id: lookedUp(raw.id, "render_unknown") }));

const versionSegments = artifactSegments.extend({ version: z.string() });
/** A tag, `latest` or a range of SemVer: what it names is looked up. */
export const versionOrRangeParams = versionSegments.transform((raw) => ({
  ref: refOf(raw),
  version: lookedUp(raw.version, "version_unknown"),
}));
export const versionParams = versionSegments.transform((raw) => ({
  ref: refOf(raw),
  version: tagOf(raw.version),
}));
export const versionFileParams = versionSegments
  .extend({ path: z.array(z.string()) })
  .transform((raw) => ({ ref: refOf(raw), version: tagOf(raw.version), path: pathOf(raw.path) }));

export const compareParams = artifactSegments
  .extend({ range: z.string() })
  .transform((raw) => ({ ref: refOf(raw), ...tagsOf(raw.range) }));
