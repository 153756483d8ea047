import type { Finding } from "#lib/engine/schema.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";

/** A file of a version's package or of a draft, without its bytes. `path` is relative, with `/`, never a chart's top folder. */
export type FileEntry = { path: string; sizeBytes: number; digest: string; executable: boolean };

/** A file with its bytes, as gates read it and packages are made of it. */
export type FileContent = { path: string; bytes: Buffer; executable: boolean };

/** What a check has found in files, the worst first, and what it looked with: `helm v4.2.4`, or nothing of a bundle. */
export type Found = { findings: Finding[]; engine: string };

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

/** What a reason has at most, in characters: it is told to clients, in one line. */
export const MAX_REASON = 500;

/** To whoever leaves the reason out, here and at the server. */
export const SAY_WHY = "Say why: whoever uses this version reads it.";
