import { endpoint } from "#lib/http/endpoint.ts";
import {
  changeGroupRoleSchema,
  createGroupRoleSchema,
  groupRoleListSchema,
  groupRoleViewSchema,
} from "#lib/organization/schema.ts";
import { admin } from "./auth.ts";
import { idParams } from "./params.ts";

const group = "Groups";
const row = "ROLE-8";

export const listGroupRoles = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-group-roles",
  summary: "List which groups have which role",
  about:
    "Groups are those of the provider of OpenID Connect that people sign in with. Each sign-in gives the highest role of a person's groups; `seen` are groups of members that have no role here.",
  auth: admin,
  answers: { 200: { means: "All of them, by name", schema: groupRoleListSchema } },
  errors: ["role_missing", "scope_missing"],
});

export const createGroupRole = endpoint({
  row,
  group,
  method: "POST",
  path: "/org-group-roles",
  summary: "Map a group to a role",
  about:
    "Admins map up to admin, owners to every role. It holds from each person's next sign-in on, also for people who have no account yet. The name is compared letter by letter.",
  auth: admin,
  body: createGroupRoleSchema,
  answers: { 201: { means: "The mapping", schema: groupRoleViewSchema } },
  errors: ["input_invalid", "group_role_exists", "role_missing", "scope_missing"],
  example: { body: { group: "acme/platform", role: "member" } },
});

export const changeGroupRole = endpoint({
  row,
  group,
  method: "PATCH",
  path: "/org-group-roles/{id}",
  summary: "Give a group another role",
  about: "Members of the group get it when they next sign in.",
  auth: admin,
  params: idParams,
  body: changeGroupRoleSchema,
  answers: { 200: { means: "The mapping", schema: groupRoleViewSchema } },
  errors: ["group_role_unknown", "input_invalid", "role_missing", "scope_missing"],
  example: { body: { role: "viewer" } },
});

export const deleteGroupRole = endpoint({
  row,
  group,
  method: "DELETE",
  path: "/org-group-roles/{id}",
  summary: "Delete the mapping of a group",
  about:
    "Whoever has a role by it loses it at the next sign-in; a role given by hand stays, and so does the last owner. A mapping to owner is changed and deleted by owners.",
  auth: admin,
  params: idParams,
  answers: { 204: { means: "Deleted" } },
  errors: ["group_role_unknown", "role_missing", "scope_missing"],
});

export const groupRoleEndpoints = [listGroupRoles, createGroupRole, changeGroupRole, deleteGroupRole];
