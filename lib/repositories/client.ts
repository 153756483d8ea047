import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#lib/browser/api.ts";
import {
  type CreatePolicyInput,
  policyListSchema,
  policyMatchesSchema,
  policyPatternSchema,
  policyViewSchema,
} from "./schema.ts";

const ROOT = "/api/v2/org-repository-policies";
const listKey = ["repository-policies"] as const;

export const policyQueries = {
  list: () =>
    queryOptions({ queryKey: listKey, queryFn: ({ signal }) => api.get(ROOT, policyListSchema, { signal }) }),
  /** Asked only for what can be a pattern. */
  matches: (pattern: string) =>
    queryOptions({
      queryKey: [...listKey, "matches", pattern],
      queryFn: ({ signal }) =>
        api.get(`${ROOT}/matches`, policyMatchesSchema, { signal, query: { pattern } }),
      enabled: policyPatternSchema.safeParse(pattern).success,
    }),
};

function useRefreshed() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: listKey });
}

/** Sets a policy, or changes the one with this id. */
export function useSavePolicy(id: string | null) {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: (input: CreatePolicyInput) =>
      id === null
        ? api.post(ROOT, input, policyViewSchema)
        : api.patch(`${ROOT}/${encodeURIComponent(id)}`, input, policyViewSchema),
    onSuccess: refresh,
  });
}

export function useDeletePolicy(id: string) {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: () => api.delete(`${ROOT}/${encodeURIComponent(id)}`),
    onSuccess: refresh,
  });
}
