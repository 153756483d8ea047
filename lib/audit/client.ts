import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "#lib/browser/api.ts";
import { type AuditFilter, type AuditPage, auditPageSchema } from "./schema.ts";

const ROOT = "/api/v2/audit";

export const auditQueries = {
  /** @param first the page that the server has read already */
  list: (filter: AuditFilter, first: AuditPage) =>
    infiniteQueryOptions({
      queryKey: ["audit", filter],
      queryFn: ({ signal, pageParam }) =>
        api.get(ROOT, auditPageSchema, { signal, query: { ...filter, cursor: pageParam } }),
      initialPageParam: "",
      getNextPageParam: (last: AuditPage) => last.nextCursor,
      initialData: { pages: [first], pageParams: [""] },
    }),
};

/** Where the whole list is downloaded. */
export function auditExportAddress(filter: AuditFilter, format: "csv" | "jsonl"): string {
  const query = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  return `${ROOT}/export?${query}`;
}
