import { catalogAddress } from "#lib/ids/addresses.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";

/** What a list's address may say; everything else in it is left alone by nobody and dropped. */
export type ListParams = Partial<
  Record<"q" | "project" | "visibility" | "lifecycle" | "label" | "archived" | "sort" | "order", string>
>;

/** The address of a list with these changes; null takes a filter away. */
export function listAddress(
  kind: ArtifactKind,
  params: ListParams,
  change: Partial<Record<keyof ListParams, string | null>> = {},
): string {
  const next = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...params, ...change })) if (value) next.set(key, value);
  const query = next.toString();
  return `${catalogAddress(kind)}${query ? `?${query}` : ""}`;
}
