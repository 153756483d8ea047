import type { Digest } from "#lib/ids/digest.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import type { VersionTag } from "#lib/ids/version-tag.ts";
import type { ParsedManifest } from "#lib/repositories/parse-manifest.ts";
import type { FileEntry, Found } from "./types.ts";

/** What is known only at the moment of publication; null: no commit of a draft. */
export type Publication = { commitId: string | null; publishedAt: Date };
export type SealedManifest = { digest: Digest; body: Buffer; parsed: ParsedManifest };

/**
 * Everything that a version will be, complete and checked: gates have passed and the blobs are fsynced in the store. Only
 * `seal-version.ts` makes one; only `publish-version.ts` takes one.
 */
export type SealedVersion = {
  ref: ArtifactRef;
  tag: VersionTag;
  files: FileEntry[];
  /** Chart.yaml as JSON; empty for other kinds. */
  metadata: Record<string, unknown>;
  packageDigest: Digest;
  packageBytes: number;
  /** Config and layers that the repository does not hold yet. */
  blobs: { digest: Digest; sizeBytes: number }[];
  /** Made here, the manifest names commit and time; pushed, it is what was sent, byte for byte. */
  isPushed: boolean;
  manifest: (publication: Publication) => SealedManifest;
  contentHash: string;
  notes: string;
  /** What a check has found in the files; null where a job looks for it after the publication. */
  found: Found | null;
};
