import { notFound } from "next/navigation";
import { type ArtifactKind, type ArtifactRef, kindOfRoot, parseNameSegment } from "#lib/ids/ids.ts";

/** The kind that `/charts`, `/kustomize-bases` or `/manifest-bundles` names; anything else is no page. */
export function kindOrNotFound(catalog: string): ArtifactKind {
  return kindOfRoot(catalog) ?? notFound();
}

/** `/charts/payments~service`: what an artifact's pages are about. A name that breaks its rule names nothing. */
export function refOrNotFound(params: { catalog: string; name: string }): ArtifactRef {
  return parseNameSegment(kindOrNotFound(params.catalog), decodeURIComponent(params.name)) ?? notFound();
}
