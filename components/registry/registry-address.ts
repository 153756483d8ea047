/** What the addresses of registry pages may say; everything else is dropped. */
export type RegistryParams = Partial<Record<"q" | "content" | "sort" | "order" | "page" | "view", string>>;

/**
 * An address with these changes; null takes one away. Whatever changes the rows begins at the first page.
 * @param path `/registry`, or a repository's page
 */
export function registryAddress(
  path: string,
  params: RegistryParams,
  change: Partial<Record<keyof RegistryParams, string | null>> = {},
): string {
  const next = new URLSearchParams();
  const merged = { ...params, ...("page" in change ? {} : { page: null }), ...change };
  for (const [key, value] of Object.entries(merged)) if (value) next.set(key, value);
  const query = next.toString();
  return query ? `${path}?${query}` : path;
}

/** The address that sorts by a column, the other way round where it is sorted by it already. */
export function sortBy(
  path: string,
  params: RegistryParams,
  now: { sort: string; order: "asc" | "desc" },
  sort: string,
  first: "asc" | "desc",
) {
  const isSorted = now.sort === sort;
  const order = isSorted && now.order === first ? (first === "asc" ? "desc" : "asc") : first;
  return {
    sortHref: registryAddress(path, params, { sort, order }),
    ...(isSorted ? { sorted: now.order === "asc" ? ("ascending" as const) : ("descending" as const) } : {}),
  };
}
