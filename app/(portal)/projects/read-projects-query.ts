import type { RegistryParams } from "#components/registry/registry-address.ts";
import { type ListProjectsQuery, listProjectsQuerySchema } from "#lib/organization/project-schema.ts";

type Given = Record<string, string | string[] | undefined>;
const textOf = (value: string | string[] | undefined) => (typeof value === "string" && value ? value : null);

/** What the address of the list asks for. One that asks for what does not exist shows the list without it. */
export function readProjectsQuery(given: Given): {
  params: RegistryParams;
  view: "open" | "archived";
  query: ListProjectsQuery;
} {
  const view = given.view === "archived" ? "archived" : "open";
  const archived = view === "archived" ? "true" : "false";
  const [q, cursor] = [textOf(given.q), textOf(given.page)];
  const kept = view === "archived" ? { view } : {};
  const asked = listProjectsQuerySchema.safeParse({
    archived,
    ...(q ? { q } : {}),
    ...(cursor ? { cursor } : {}),
  });
  if (!asked.success) return { params: kept, view, query: listProjectsQuerySchema.parse({ archived }) };
  return {
    params: { ...kept, ...(q ? { q } : {}), ...(cursor ? { page: cursor } : {}) },
    view,
    query: asked.data,
  };
}
