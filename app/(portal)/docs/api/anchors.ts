import type { Endpoint } from "#lib/http/endpoint.ts";

/** `post-name-versions`: where an endpoint is on the page. */
export const endpointAnchor = ({ method, path }: Pick<Endpoint, "method" | "path">): string =>
  `${method}${path.replace("/{K}", "")}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/-$/, "");

export const shapeAnchor = (name: string): string => `shape-${name}`;
export const groupAnchor = (group: string): string => group.toLowerCase().replaceAll(" ", "-");
