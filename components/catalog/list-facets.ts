import type { ArtifactFacets } from "#lib/catalog/schema.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import type { FacetChoice, FacetGroup } from "./facet-list.tsx";
import { type ListParams, listAddress } from "./list-address.ts";

type Choosable = "project" | "visibility" | "lifecycle" | "label" | "archived";

/** Counts of what there is, as filters with addresses: a chosen one leads to the list without it. */
export function facetGroups(kind: ArtifactKind, params: ListParams, facets: ArtifactFacets): FacetGroup[] {
  const choice = (key: Choosable, value: string, label: string, count: number | null): FacetChoice => {
    const isOn = params[key] === value;
    return { label, count, isOn, href: listAddress(kind, params, { [key]: isOn ? null : value }) };
  };
  return [
    {
      title: "Project",
      choices: facets.projects.map(({ value, count }) => choice("project", value, value, count)),
    },
    {
      title: "Visibility",
      choices: facets.visibilities.map(({ value, count }) =>
        choice("visibility", value, value === "public" ? "Public" : "Private", count),
      ),
    },
    {
      title: "Label",
      choices: facets.labels.map(({ value, count }) => choice("label", value, value, count)),
    },
    {
      title: "Latest version",
      choices: facets.lifecycles.map(({ value, count }) =>
        choice("lifecycle", value, value === "yanked" ? "Yanked, as all are" : "Deprecated", count),
      ),
    },
    {
      title: "State",
      choices: [choice("archived", "true", "Archived, hidden", null)],
    },
  ];
}
