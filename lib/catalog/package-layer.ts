import type { ArtifactKind } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import {
  HELM_CHART,
  HELM_CONFIG,
  HELM_PROVENANCE,
  KUSTOMIZE_BASE,
  MANIFEST_BUNDLE,
} from "#lib/repositories/media-types.ts";
import type { Descriptor, ParsedManifest } from "#lib/repositories/parse-manifest.ts";

const EXPECTED: Record<ArtifactKind, string> = {
  chart: `a Helm chart is expected here: config ${HELM_CONFIG} and one layer ${HELM_CHART}`,
  "kustomize-base": `a Kustomize base is expected here: artifactType ${KUSTOMIZE_BASE} or none of another kind, and exactly one layer whose type ends in tar+gzip`,
  "manifest-bundle": `a manifest bundle is expected here: artifactType ${MANIFEST_BUNDLE} or none of another kind, and exactly one layer whose type ends in tar+gzip`,
};
/** What says that a manifest is of another kind than its address, whatever its layers look like. */
const OF_OTHERS: Record<ArtifactKind, string[]> = {
  chart: [KUSTOMIZE_BASE, MANIFEST_BUNDLE],
  "kustomize-base": [HELM_CONFIG, MANIFEST_BUNDLE],
  "manifest-bundle": [HELM_CONFIG, KUSTOMIZE_BASE],
};

function chartLayer({ config, layers }: ParsedManifest): Descriptor | null {
  // By media type, never by position: the provenance file may come first (OCI-95).
  const charts = layers.filter(({ mediaType }) => mediaType === HELM_CHART);
  const strange = layers.some(({ mediaType }) => mediaType !== HELM_CHART && mediaType !== HELM_PROVENANCE);
  return config?.mediaType === HELM_CONFIG && !strange && charts.length === 1 ? (charts[0] ?? null) : null;
}

function treeLayer({ layers }: ParsedManifest): Descriptor | null {
  const [layer, second] = layers;
  return layer && !second && layer.mediaType.endsWith("tar+gzip") ? layer : null;
}

/**
 * The layer of a pushed manifest that is the package (OCI-9, OCI-131, OCI-132, OCI-135).
 * @throws Problem "manifest_invalid" naming the kind expected
 */
export function packageLayerOf(kind: ArtifactKind, parsed: ParsedManifest): Descriptor {
  const foreign = [parsed.artifactType, parsed.config?.mediaType].some(
    (type) => type && OF_OTHERS[kind].includes(type),
  );
  const layer = parsed.isIndex || foreign ? null : kind === "chart" ? chartLayer(parsed) : treeLayer(parsed);
  if (!layer) throw new Problem("manifest_invalid", { detail: EXPECTED[kind] });
  return layer;
}
