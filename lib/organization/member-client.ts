import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#lib/browser/api.ts";
import {
  type ChangeMemberInput,
  type CreateOrganizationInput,
  type InviteMemberInput,
  inviteListSchema,
  madeInviteSchema,
  memberListSchema,
  memberViewSchema,
  organizationEntrySchema,
  passwordLinkSchema,
  SHOWN_MEMBERS,
  type TransferOwnershipInput,
} from "./member-schema.ts";

const MEMBERS = "/api/v2/org-members";
const INVITES = "/api/v2/org-invites";
const memberKey = ["members"] as const;
const inviteKey = ["invites"] as const;

const memberPath = (id: string) => `${MEMBERS}/${encodeURIComponent(id)}`;

export const memberQueries = {
  list: (asked: { q: string; role: string | null }) =>
    queryOptions({
      queryKey: [...memberKey, asked],
      queryFn: ({ signal }) =>
        api.get(MEMBERS, memberListSchema, { signal, query: { ...asked, limit: SHOWN_MEMBERS } }),
      placeholderData: keepPreviousData,
    }),
  invites: () =>
    queryOptions({
      queryKey: inviteKey,
      queryFn: ({ signal }) => api.get(INVITES, inviteListSchema, { signal }),
    }),
};

function useRefreshed() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: memberKey }),
      client.invalidateQueries({ queryKey: inviteKey }),
    ]);
}

/** Answers the link, once: it is kept nowhere but in the component that asked. */
export function useInviteMember() {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: (input: InviteMemberInput) => api.post(MEMBERS, input, madeInviteSchema),
    gcTime: 0,
    onSuccess: refresh,
  });
}

export function useRevokeInvite(id: string) {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: () => api.delete(`${INVITES}/${encodeURIComponent(id)}`),
    onSuccess: refresh,
  });
}

export function useChangeMember(id: string) {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: (input: ChangeMemberInput) => api.patch(memberPath(id), input, memberViewSchema),
    onSuccess: refresh,
  });
}

/** Answers the link, once: it is kept nowhere but in the component that asked. */
export function useMakePasswordLink(id: string) {
  return useMutation({
    mutationFn: () => api.post(`${memberPath(id)}/password-link`, {}, passwordLinkSchema),
    gcTime: 0,
  });
}

export function useResetSecondFactor(id: string) {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: () => api.post(`${memberPath(id)}/reset-second-factor`, {}, memberViewSchema),
    onSuccess: refresh,
  });
}

export function useTransferOwnership(id: string) {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: (input: TransferOwnershipInput) =>
      api.post(`${memberPath(id)}/ownership`, input, memberViewSchema),
    onSuccess: refresh,
  });
}

/** @param isOneself after leaving there is nothing to ask for any more */
export function useRemoveMember(id: string, isOneself: boolean) {
  const refresh = useRefreshed();
  return useMutation({
    mutationFn: () => api.delete(memberPath(id)),
    onSuccess: () => (isOneself ? undefined : refresh()),
  });
}

export function useCreateOrganization() {
  return useMutation({
    mutationFn: (input: CreateOrganizationInput) =>
      api.post("/api/v2/organizations", input, organizationEntrySchema),
  });
}
