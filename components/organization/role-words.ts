import { ROLES, type Role } from "#lib/auth/types.ts";

/** What a role may, in one line (ROLE rows); each may what those before it may. */
export const roleWords: Record<Role, { label: string; one: string; may: string }> = {
  viewer: { label: "Viewer", one: "a viewer", may: "Sees, compares and pulls" },
  member: { label: "Member", one: "a member", may: "Creates, edits and publishes artifacts" },
  admin: {
    label: "Admin",
    one: "an admin",
    may: "Yanks and archives; manages members, tokens, projects and policies",
  },
  owner: { label: "Owner", one: "an owner", may: "Also manages owners and the organization itself" },
};

/** The roles that somebody may give, lowest first. @param highest null: none */
export const rolesUpTo = (highest: Role | null): readonly Role[] =>
  highest === null ? [] : ROLES.slice(0, ROLES.indexOf(highest) + 1);

export const roleOptions = (highest: Role | null) =>
  rolesUpTo(highest).map((value) => ({
    value,
    label: roleWords[value].label,
    hint: roleWords[value].may,
  }));
