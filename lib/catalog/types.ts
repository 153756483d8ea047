import type { Digest } from "#lib/ids/digest.ts";
import type { ArtifactKind, ArtifactRef } from "#lib/ids/ids.ts";
import type { VersionTag } from "#lib/ids/version-tag.ts";

/** A file of a version's package or of a draft, without its bytes. `path` is relative, with `/`, never a chart's top folder. */
export type FileEntry = { path: string; sizeBytes: number; digest: string; executable: boolean };

/** A file with its bytes, as gates read it and packages are made of it. */
export type FileContent = { path: string; bytes: Buffer; executable: boolean };

/** What policies decide by. */
export type ArtifactFacts = {
  id: string;
  orgId: string;
  kind: ArtifactKind;
  project: string;
  name: string;
  visibility: string;
  sourceType: string;
  archived: boolean;
};

/**
 * Everything that a version will be, complete and checked: gates have passed, package and manifest are made, their blobs
 * are fsynced in the store. Only `seal-version.ts` makes one; only `publish-version.ts` takes one.
 */
export type SealedVersion = {
  ref: ArtifactRef;
  tag: VersionTag;
  files: FileEntry[];
  /** Chart.yaml as JSON; empty for other kinds. */
  metadata: Record<string, unknown>;
  packageDigest: Digest;
  packageBytes: number;
  manifest: { digest: Digest; mediaType: string; body: Buffer; linkDigests: Digest[] };
  contentHash: string;
  notes: string;
  commitId: string | null;
};
