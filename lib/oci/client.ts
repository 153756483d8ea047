import { useMutation } from "@tanstack/react-query";
import { api } from "#lib/browser/api.ts";
import { repositorySegment } from "#lib/ids/addresses.ts";
import type { PublishChartInput } from "./schema.ts";

const pathOf = (name: string) => `/api/v2/org-repositories/${repositorySegment(name)}`;
const versionShape = async () => (await import("#lib/catalog/schema.ts")).versionViewSchema;

/** Takes a tag away, or, where there is none, the manifest with all that names it. */
export function useDeleteHeld(name: string, held: { tag: string | null; digest: string }) {
  const { tag, digest } = held;
  const path = tag === null ? `manifests/${encodeURIComponent(digest)}` : `tags/${encodeURIComponent(tag)}`;
  return useMutation({ mutationFn: () => api.delete(`${pathOf(name)}/${path}`) });
}

/** GL-6: answers the version in the catalog, whether it came to be now or was there with the same bytes. */
export function usePublishChart(name: string) {
  return useMutation({
    mutationFn: (input: PublishChartInput) => api.post(`${pathOf(name)}/publish`, input, versionShape),
  });
}
