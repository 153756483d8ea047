import type { ArtifactKind } from "#lib/ids/ids.ts";

/** What people read about a kind; pages are the same for all of them. */
export const kindWords: Record<
  ArtifactKind,
  { title: string; one: string; many: string; sentence: string; choose: string; example: string }
> = {
  chart: {
    title: "Charts",
    one: "chart",
    many: "charts",
    sentence: "Templates with values, for applications that are configured per deployment.",
    choose: "Choose it where one application runs many times with different settings.",
    example: "service",
  },
  "kustomize-base": {
    title: "Kustomize bases",
    one: "Kustomize base",
    many: "Kustomize bases",
    sentence: "Reusable bases that teams adapt with overlays of their own.",
    choose: "Choose it where teams patch plain manifests and nobody wants templates.",
    example: "web-base",
  },
  "manifest-bundle": {
    title: "Manifest bundles",
    one: "manifest bundle",
    many: "manifest bundles",
    sentence: "Plain Kubernetes YAML as one unit: CRDs, RBAC, network policies, one-off jobs.",
    choose: "Choose it where nothing is configured: what is written is what is applied.",
    example: "tenant-rbac",
  },
};
