import { ROLES, type Role } from "#lib/auth/types.ts";

/** A membership as it is kept. */
export type HeldRole = {
  role: Role;
  /** What groups gave at the last sign-in; null: the role is by hand. */
  groupRole: Role | null;
  /** Beside groupRole: what was given by hand. */
  handRole: Role | null;
};

/** @returns null where there is none */
export function highestRole(roles: readonly (Role | null)[]): Role | null {
  return ROLES.findLast((role) => roles.includes(role)) ?? null;
}

/** What somebody gave by hand. A role that differs from what groups and hand came to was changed by hand since. */
function byHand(held: HeldRole | null): Role | null {
  if (!held || held.groupRole === null) return held?.role ?? null;
  return held.role === highestRole([held.groupRole, held.handRole]) ? held.handRole : held.role;
}

/**
 * The membership after a sign-in at which groups gave `given`: the higher of that and of what was given by hand.
 * @returns null where neither gives anything: no member (any more)
 */
export function decideRole(held: HeldRole | null, given: Role | null): HeldRole | null {
  const hand = byHand(held);
  const role = highestRole([given, hand]);
  if (role === null) return null;
  return given === null
    ? { role, groupRole: null, handRole: null }
    : { role, groupRole: given, handRole: hand };
}
