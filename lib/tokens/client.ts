import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#lib/browser/api.ts";
import { tokenPatternSchema } from "#lib/ids/repository-pattern.ts";
import { SHOWN_TOKENS } from "./policy.ts";
import {
  apiTokenListSchema,
  type CreateApiTokenInput,
  type CreateRegistryTokenInput,
  type ListTokensQuery,
  mintedApiTokenSchema,
  mintedRegistryTokenSchema,
  type RotateTokenInput,
  reachSchema,
  registryTokenListSchema,
} from "./schema.ts";

const ROOT = "/api/v2/org-registry-tokens";
const API_ROOT = "/api/v2/org-api-tokens";
const listKey = ["registry-tokens"] as const;
const apiListKey = ["api-tokens"] as const;

type MadeHow = NonNullable<ListTokensQuery["made"]>;

export const tokenQueries = {
  registryTokens: (made: MadeHow) =>
    queryOptions({
      queryKey: [...listKey, made],
      queryFn: ({ signal }) =>
        api.get(ROOT, registryTokenListSchema, { signal, query: { limit: SHOWN_TOKENS, made } }),
    }),
  /** Asked only for what can be a pattern; null means every repository. */
  reach: (pattern: string | null | undefined) =>
    queryOptions({
      queryKey: ["registry-token-reach", pattern ?? null],
      queryFn: ({ signal }) => api.get(`${ROOT}/reach`, reachSchema, { signal, query: { pattern } }),
      enabled: pattern === null || (pattern !== undefined && tokenPatternSchema.safeParse(pattern).success),
    }),
  apiTokens: () =>
    queryOptions({
      queryKey: apiListKey,
      queryFn: ({ signal }) =>
        api.get(API_ROOT, apiTokenListSchema, { signal, query: { limit: SHOWN_TOKENS } }),
    }),
};

function useRefreshed(queryKey: readonly string[] = listKey) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey });
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

/** Answers the secret, once. */
export function useCreateApiToken() {
  const refresh = useRefreshed(apiListKey);
  return useMutation({
    mutationFn: (input: CreateApiTokenInput) => api.post(API_ROOT, input, mintedApiTokenSchema),
    gcTime: 0,
    onSuccess: refresh,
  });
}

export function useRotateApiToken(id: string) {
  const refresh = useRefreshed(apiListKey);
  return useMutation({
    mutationFn: (input: RotateTokenInput) =>
      api.post(`${API_ROOT}/${encodeURIComponent(id)}/rotate`, input, mintedApiTokenSchema),
    gcTime: 0,
    onSuccess: refresh,
  });
}

export function useRevokeApiToken(id: string) {
  const refresh = useRefreshed(apiListKey);
  return useMutation({
    mutationFn: () => api.delete(`${API_ROOT}/${encodeURIComponent(id)}`),
    onSuccess: refresh,
  });
}
