import type { Role } from "#lib/auth/types.ts";

const CHOICES = [
  { value: "viewer", label: "Viewer", hint: "Sees, compares and pulls" },
  { value: "member", label: "Member", hint: "Creates, edits and publishes" },
  { value: "admin", label: "Admin", hint: "Yanks, archives, and manages tokens, policies and members" },
  { value: "owner", label: "Owner", hint: "Everything, the organization itself too" },
] as const satisfies readonly { value: Role; label: string; hint: string }[];

/** ROLE-8: owners give every role, admins up to admin. */
export function rolesToGive(by: Role): readonly (typeof CHOICES)[number][] {
  return by === "owner" ? CHOICES : CHOICES.filter(({ value }) => value !== "owner");
}
