"use client";
import { DiffView } from "#components/diff/diff-view.tsx";
import type { FileComparison } from "#lib/catalog/draft-schema.ts";
import { languageOf } from "#lib/engine/findings/code-language.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";

/** The difference of two sets of files of one artifact. */
export function FilesCompared({ kind, files }: { kind: ArtifactKind; files: FileComparison }) {
  return (
    <DiffView
      files={files.changes}
      unchangedCount={files.unchangedCount}
      partial={files.partial}
      languageOf={(path) => languageOf(path, kind)}
    />
  );
}
