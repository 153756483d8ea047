import type { SampleRender } from "#lib/engine/findings/sample-findings.ts";
import type { LintOutcome, RenderOutcome, TreeEntry } from "#lib/engine/types.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";

/** What a check looks at: a render that ended, and the files it was made of. */
export type CheckedRun = {
  readonly kind: ArtifactKind;
  readonly files: readonly TreeEntry[];
  readonly render: RenderOutcome | null;
  readonly lint: LintOutcome | null;
  /** Values files that the render was given, in order. */
  readonly valueFiles: readonly string[];
  /** Renders with the chart's own sample values; null as long as they are under way. */
  readonly samples: readonly SampleRender[] | null;
  readonly kubeVersions: readonly string[];
};
