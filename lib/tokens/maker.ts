import { findMembership } from "#lib/auth/queries.ts";
import { isRoleAtLeast } from "./policy.ts";

type Made = { userId: string | null; createdById: string | null };

/** The person whose role is an API token's limit: whom it acts for, else who made it. Null: the command line made it. */
export const makerIdOf = ({ userId, createdById }: Made): string | null => userId ?? createdById;

/**
 * Whether the person behind an API token may have registry tokens made, at this moment (ROLE-5): an admin, whom nothing holds back.
 * @param project the one that the registry token is limited to: its maintainers may, too (ROLE-11)
 */
export async function isStillAdmin(
  token: Made & { orgId: string },
  project: string | null,
): Promise<boolean> {
  const makerId = makerIdOf(token);
  if (makerId === null) return true;
  const maker = await findMembership(makerId, token.orgId);
  if (maker === null || maker.isHeldBack) return false;
  const given = project === null ? undefined : maker.projects.get(project);
  return isRoleAtLeast(maker.role, "admin") || (given !== undefined && isRoleAtLeast(given, "admin"));
}
