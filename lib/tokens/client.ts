import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#lib/browser/api.ts";
import { SHOWN_TOKENS } from "./policy.ts";
import {
  type CreateRegistryTokenInput,
  mintedRegistryTokenSchema,
  type RotateTokenInput,
  registryTokenListSchema,
} from "./schema.ts";

const ROOT = "/api/v2/org-registry-tokens";
const listKey = ["registry-tokens"] as const;

export const tokenQueries = {
  registryTokens: () =>
    queryOptions({
      queryKey: listKey,
      queryFn: ({ signal }) =>
        api.get(ROOT, registryTokenListSchema, { signal, query: { limit: SHOWN_TOKENS } }),
    }),
};

function useRefreshed() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: listKey });
}

/** Answers the secret, once: it is kept nowhere but in the component that asked. */
export function useCreateRegistryToken() {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: (input: CreateRegistryTokenInput) => api.post(ROOT, input, mintedRegistryTokenSchema),
    gcTime: 0,
    onSuccess: refresh,
  });
}

export function useRotateRegistryToken(id: string) {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: (input: RotateTokenInput) =>
      api.post(`${ROOT}/${encodeURIComponent(id)}/rotate`, input, mintedRegistryTokenSchema),
    gcTime: 0,
    onSuccess: refresh,
  });
}

export function useRevokeRegistryToken(id: string) {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: () => api.delete(`${ROOT}/${encodeURIComponent(id)}`),
    onSuccess: refresh,
  });
}
