import type { ArtifactKind } from "#lib/ids/ids.ts";
import { chartRules } from "./chart.ts";
import type { KindRules } from "./kind-rules.ts";
import { baseRules } from "./kustomize-base.ts";
import { bundleRules } from "./manifest-bundle.ts";

/** The one table of kinds: a new one is a row here, and the type check asks for it. */
export const KINDS: Record<ArtifactKind, KindRules> = {
  chart: chartRules,
  "kustomize-base": baseRules,
  "manifest-bundle": bundleRules,
};
