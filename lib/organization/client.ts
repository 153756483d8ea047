import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#lib/browser/api.ts";
import {
  type ChangeOrganizationInput,
  type CreateGroupRoleInput,
  groupRoleListSchema,
  groupRoleViewSchema,
  LOGO_TYPES,
  organizationSettingsSchema,
} from "./schema.ts";

const ROOT = "/api/v2/org-group-roles";
const listKey = ["group-roles"] as const;

export const groupRoleQueries = {
  list: () =>
    queryOptions({
      queryKey: listKey,
      queryFn: ({ signal }) => api.get(ROOT, groupRoleListSchema, { signal }),
    }),
};

function useRefreshed() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: listKey });
}

/** Maps a group, or gives the mapping with this id another role. */
export function useSaveGroupRole(id: string | null) {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: (input: CreateGroupRoleInput) =>
      id === null
        ? api.post(ROOT, input, groupRoleViewSchema)
        : api.patch(`${ROOT}/${encodeURIComponent(id)}`, { role: input.role }, groupRoleViewSchema),
    onSuccess: refresh,
  });
}

export function useDeleteGroupRole(id: string) {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: () => api.delete(`${ROOT}/${encodeURIComponent(id)}`),
    onSuccess: refresh,
  });
}

const SETTINGS = "/api/v2/org";

export function useChangeOrganization() {
  return useMutation({
    mutationFn: (input: ChangeOrganizationInput) => api.patch(SETTINGS, input, organizationSettingsSchema),
  });
}

export function useSetLogo() {
  return useMutation({
    mutationFn: (image: File) =>
      api.upload(`${SETTINGS}/logo`, image, organizationSettingsSchema, {
        method: "PUT",
        // Its bytes say what it is; what is none of these is refused by them, in words.
        contentType: LOGO_TYPES.find((type) => type === image.type) ?? LOGO_TYPES[0],
      }),
  });
}

export function useRemoveLogo() {
  return useMutation({ mutationFn: () => api.delete(`${SETTINGS}/logo`) });
}
