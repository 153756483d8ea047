/** Media types, each with its source. */

/** image-spec 1.1, "Media types". */
export const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
export const OCI_INDEX = "application/vnd.oci.image.index.v1+json";
export const OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
export const OCI_EMPTY = "application/vnd.oci.empty.v1+json";
export const OCI_LAYER_TAR_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
/** Docker image manifest version 2, schema 2. */
export const DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
export const DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
export const DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
/** Helm, pkg/registry/constants.go. */
export const HELM_CONFIG = "application/vnd.cncf.helm.config.v1+json";
export const HELM_CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
export const HELM_PROVENANCE = "application/vnd.cncf.helm.chart.provenance.v1.prov";
/** Ours (OCI-132). */
export const KUSTOMIZE_BASE = "application/vnd.chartroom.kustomize-base.v1";
export const MANIFEST_BUNDLE = "application/vnd.chartroom.manifest-bundle.v1";
