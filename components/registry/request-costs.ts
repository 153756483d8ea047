type RequestCost = {
  what: string;
  requests: number;
  /** How often it is done by itself. */
  each?: string;
};

/** What clients ask for (`specs/oci-registry.md` section 11): Flux and Argo CD as their source says, the others measured. */
export const REQUEST_COSTS: readonly RequestCost[] = [
  { what: "helm registry login", requests: 2 },
  { what: "helm pull", requests: 4 },
  { what: "helm push", requests: 11 },
  { what: "helm push, the same again", requests: 4 },
  { what: "oras push", requests: 9 },
  { what: "crane push", requests: 11 },
  { what: "skopeo copy", requests: 15 },
  { what: "cosign sign", requests: 14 },
  { what: "Flux source, by tag", requests: 2, each: "an interval" },
  { what: "Flux source, by range", requests: 4, each: "an interval" },
  { what: "Argo CD refresh", requests: 4 },
];
