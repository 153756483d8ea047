import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#lib/browser/api.ts";
import {
  type ChangeCredentialInput,
  type CredentialForm,
  credentialListSchema,
  credentialViewSchema,
  type TestUnsavedForm,
  testResultSchema,
} from "./schema.ts";

const ROOT = "/api/v2/org-oci-credentials";
const listKey = ["oci-credentials"] as const;
const pathOf = (id: string) => `${ROOT}/${encodeURIComponent(id)}`;

export const credentialQueries = {
  list: () =>
    queryOptions({
      queryKey: listKey,
      queryFn: ({ signal }) => api.get(ROOT, credentialListSchema, { signal }),
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: [...listKey, id],
      queryFn: ({ signal }) => api.get(pathOf(id), credentialViewSchema, { signal }),
    }),
};

function useRefreshed() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: listKey });
}

export function useCreateCredential() {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: (input: CredentialForm) => api.post(ROOT, input, credentialViewSchema),
    gcTime: 0,
    onSuccess: refresh,
  });
}

export function useChangeCredential(id: string) {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: (input: ChangeCredentialInput) => api.patch(pathOf(id), input, credentialViewSchema),
    gcTime: 0,
    onSuccess: refresh,
  });
}

export function useDeleteCredential(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(pathOf(id)),
    // The page of what is gone asks for it no more.
    onSuccess: () => client.invalidateQueries({ queryKey: listKey, exact: true }),
  });
}

/** Before it is saved: nothing of it is kept, here or there. */
export function useTestUnsaved() {
  return useMutation({
    mutationFn: (input: TestUnsavedForm) => api.post(`${ROOT}/test`, input, testResultSchema),
    gcTime: 0,
  });
}

export function useTestSaved(id: string) {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: (input: { repository?: string }) => api.post(`${pathOf(id)}/test`, input, testResultSchema),
    onSuccess: refresh,
  });
}
